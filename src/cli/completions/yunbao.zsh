#compdef yunbao

# The program is asked with the line as it is typed and replies with plain values, a tab before what
# a value means; compadd and _describe quote what they put into the line.
_yunbao() {
    local reply value
    local -a plain open described
    local line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX"
    for reply in "${(@f)$(YUNBAO_COMPLETE=zsh YUNBAO_LINE=$line command yunbao 2> /dev/null)}"; do
        value=${reply%%$'\t'*}
        if [[ $reply == *$'\t'* ]]; then
            value=${value//\\/\\\\}
            described+=("${value//:/\\:}:${reply#*$'\t'}")
        elif [[ $value == *[:/] ]]; then
            open+=("$value")
        elif [[ -n $value ]]; then
            plain+=("$value")
        fi
    done
    # A tilde is the home folder only where it is not quoted.
    local -a home
    if [[ -z $QIPREFIX ]] && compset -P '\~/'; then
        home=(-i '~/')
        plain=("${(@)plain#\~/}") open=("${(@)open#\~/}")
    fi
    # -U: the program has already matched them against the word.
    (($#plain)) && compadd $home -U -V values -a plain
    (($#open)) && compadd $home -U -V open -S '' -a open
    (($#described)) && _describe -V words described
    ((compstate[nmatches]))
}

# Loaded from a folder of functions, this file is the function itself the first time.
if [[ $funcstack[1] == _yunbao ]]; then
    _yunbao "$@"
else
    compdef _yunbao yunbao
fi
