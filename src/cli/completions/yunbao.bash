# The program quotes its replies for the state of the word: bash puts them into the line as they are.
_yunbao() {
    mapfile -t COMPREPLY < <(
        YUNBAO_COMPLETE=bash YUNBAO_LINE=${COMP_LINE:0:COMP_POINT} YUNBAO_WORD=$2 \
            command yunbao 2> /dev/null
    )
    if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *[:/] ]]; then
        compopt -o nospace 2> /dev/null
    fi
}
complete -o bashdefault -o nosort -F _yunbao yunbao 2> /dev/null ||
    complete -o bashdefault -F _yunbao yunbao
