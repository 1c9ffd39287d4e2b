use super::*;
use crate::messages::Language;

const PAGE: &str = "https://example.org/a?b=c&d=%73";

fn argv(command: &Command) -> Vec<String> {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect()
}

fn named(configured: Option<&str>, environment: Option<&str>) -> Vec<Vec<String>> {
    commands(configured, environment, PAGE).unwrap().queue.iter().map(argv).collect()
}

#[test]
fn only_plain_web_urls_pass() {
    for (url, opened) in [
        ("http://example.org", "http://example.org/"),
        ("HTTPS://例え.jp/云", "https://xn--r8jz45g.jp/%E4%BA%91"),
        ("https://a.b/?q=$(x)`y`;z|&'", "https://a.b/?q=$(x)`y`;z|&%27"),
        ("https://evil.example\\@good.example/", "https://evil.example/@good.example/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
    ] {
        assert_eq!(check(url).as_deref(), Ok(opened), "{url}");
    }
    let user = "https://good.example@evil.example/";
    assert_eq!(check(user), Err(OpenError::NamesUser { url: user.into() }));
    for url in [
        "",
        "http",
        "https://",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "-https://a.b",
        " https://a.b",
        "https://a.b/c d",
        "https://a.b/\u{1b}[2J",
        "https://a.b/\n",
        "https://a.b/\u{a0}x",
        "https://a.b/\u{9b}",
        "//a.b",
        "云https://a.b",
    ] {
        assert_eq!(check(url), Err(OpenError::NotWeb { url: url.into() }), "{url:?}");
    }
}

#[test]
fn a_refusal_shows_no_raw_escape() {
    let error = check("https://a.b/\u{1b}[2J\u{202e}").unwrap_err().text().say(Language::English);
    assert!(!error.contains(['\u{1b}', '\u{202e}']), "{error:?}");
}

#[test]
fn the_configuration_comes_before_the_environment() {
    let words = named(Some("firefox --new-tab"), Some("other"));
    assert_eq!(words, [["firefox", "--new-tab", PAGE]]);
    assert_eq!(named(Some(" "), Some("other")), [["other", PAGE]]);
}

#[test]
fn the_environment_lists_commands() {
    let words = named(None, Some("'my browser' --url=%s -x:second &::"));
    assert_eq!(words[0], ["my browser", &format!("--url={PAGE}"), "-x"]);
    assert_eq!(words[1], ["second", PAGE]);
    assert_eq!(words.len(), 2);
}

#[test]
fn an_open_quote_is_part_of_the_name() {
    assert_eq!(named(Some("it's"), None), [["it's", PAGE]]);
}

#[test]
fn a_url_is_no_text_for_a_shell() {
    for list in ["sh -c 'firefox %s'", "w3m:bash -lc \"firefox %s\"", "sh -c"] {
        let text = list.rsplit(':').next().unwrap();
        let error = OpenError::InShell { url: PAGE.into(), command: text.into() };
        assert_eq!(commands(None, Some(list), PAGE).unwrap_err(), error);
        let sentence = error.text().say(Language::English);
        assert!(sentence.contains(PAGE) && sentence.contains("a separate argument"), "{sentence}");
    }
}

#[test]
fn without_either_the_desktop_opens_it() {
    for environment in [None, Some(""), Some("::")] {
        let commands = commands(None, environment, PAGE).unwrap();
        assert!(commands.persistent && !commands.queue.is_empty());
    }
}

#[test]
fn a_text_browser_needs_the_terminal() {
    let quiet: OpenErrorCallback = Arc::new(|_| {});
    let commands = commands(Some("/usr/bin/w3m -F"), None, PAGE).unwrap();
    match open(commands, PAGE, &quiet) {
        Ok(Opened::NeedsTerminal(command)) => {
            assert_eq!(argv(&command), ["/usr/bin/w3m", "-F", PAGE]);
        }
        other => panic!("{other:?}"),
    }
}

#[cfg(unix)]
mod started {
    use super::*;
    use crate::messages::Language;
    use std::sync::mpsc;

    fn open_with(environment: &str) -> (Result<Opened, OpenError>, mpsc::Receiver<OpenError>) {
        let (sender, receiver) = mpsc::channel();
        let report: OpenErrorCallback = Arc::new(move |error| sender.send(error).unwrap());
        let commands = commands(None, Some(environment), PAGE).unwrap();
        (open(commands, PAGE, &report), receiver)
    }

    #[test]
    fn the_first_that_starts_gets_the_url_as_one_argument() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        // The script is given the file and the URL; it ends with success once both are written.
        let script = "echo $# \"$2\" > \"$1\"";
        let list = format!("/nowhere/browser:sh -c '{script}' sh {}", log.display());
        let (opened, late) = open_with(&list);
        assert!(matches!(opened, Ok(Opened::Detached)), "{opened:?}");
        // The channel closes when the waiting thread has ended, and with it the browser.
        assert!(late.recv().is_err());
        assert_eq!(std::fs::read_to_string(log).unwrap(), format!("2 {PAGE}\n"));
    }

    #[test]
    fn none_that_starts_is_an_error_with_the_url() {
        let (opened, _) = open_with("/nowhere/a:/nowhere/b");
        let error = opened.unwrap_err().text().say(Language::English);
        let begins = format!("Open by hand: {PAGE} – cannot start b (");
        assert!(error.starts_with(&begins), "{error}");
    }

    #[test]
    fn one_that_fails_at_once_is_told_later() {
        let (opened, late) = open_with("false");
        assert!(matches!(opened, Ok(Opened::Detached)));
        let error =
            late.recv_timeout(Duration::from_secs(10)).unwrap().text().say(Language::English);
        assert_eq!(error, format!("Open by hand: {PAGE} – false failed (exit status: 1)"));
    }
}
