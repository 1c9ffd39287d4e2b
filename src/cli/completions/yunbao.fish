# The program is asked with the line as it is typed and replies with plain values, a tab before what
# a value means; fish quotes what it puts into the line.
complete --command yunbao --no-files --keep-order --arguments '(
    YUNBAO_COMPLETE=fish YUNBAO_LINE=(commandline --current-process --cut-at-cursor | string collect) \
        command yunbao 2> /dev/null
)'
