# The program replies with a JSON object a line, in ASCII, as the console may have any encoding. Its
# texts are quoted: PowerShell puts them into the line as they are.
Register-ArgumentCompleter -Native -CommandName yunbao -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.Extent.Text
    $typed = $cursorPosition - $commandAst.Extent.StartOffset
    $env:YUNBAO_COMPLETE = 'powershell'
    $env:YUNBAO_LINE = $line.PadRight($typed).Substring(0, $typed)
    try {
        $replies = @(& yunbao 2> $null)
    } finally {
        Remove-Item Env:\YUNBAO_COMPLETE, Env:\YUNBAO_LINE
    }
    foreach ($reply in $replies) {
        $reply = ConvertFrom-Json $reply
        [System.Management.Automation.CompletionResult]::new(
            $reply.text, $reply.shown, 'ParameterValue', $reply.help)
    }
}
