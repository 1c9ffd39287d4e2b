#![cfg(unix)]

use super::*;
use std::thread;

fn program(words: &[&str]) -> Invocation {
    Invocation {
        words: words.iter().map(OsString::from).collect(),
        input: None,
        folder: None,
        environment: Vec::new(),
        time_limit: Duration::from_secs(60),
        max_output: 1 << 20,
        drops_rest: false,
    }
}

fn run_to_end(invocation: Invocation) -> Ended {
    run(invocation, &Cancel::default()).unwrap()
}

/// A script, which tests run by the shell themselves.
fn script(text: &str) -> Invocation {
    program(&["sh", "-c", text])
}

#[test]
fn input_goes_in_and_output_comes_out() {
    let all: Vec<u8> = (0..500_000_u32).map(|n| n as u8).collect();
    let ended = run_to_end(Invocation { input: Some(all.clone()), ..program(&["cat"]) });
    assert!(ended.end == End::Exited(0) && ended.error_output.is_empty());
    assert_eq!(ended.output, all);
    let ended = run_to_end(program(&["cat"]));
    assert_eq!((ended.end, ended.output), (End::Exited(0), Vec::new()), "no input is empty input");
}

#[test]
fn arguments_folder_and_environment_are_as_given() {
    let words = program(&["printf", "%s|", "a b", "$HOME", "`id`", "-n", ""]);
    assert_eq!(run_to_end(words).output, b"a b|$HOME|`id`|-n||");
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().canonicalize().unwrap();
    let ended = run_to_end(Invocation {
        folder: Some(at.clone()),
        environment: vec![("YUNBAO_TEST".into(), "云".into())],
        ..script("pwd -P; echo $YUNBAO_TEST")
    });
    assert_eq!(String::from_utf8(ended.output).unwrap(), format!("{}\n云\n", at.display()));
}

#[test]
fn variables_are_taken_out_of_the_environment() {
    // Cargo sets it for tests.
    let ended = run_without(
        script("echo ${CARGO_MANIFEST_DIR-none}"),
        &["CARGO_MANIFEST_DIR"],
        &Cancel::default(),
    );
    assert_eq!(ended.unwrap().output, b"none\n");
}

#[test]
fn failures_tell_code_signal_and_words() {
    let ended = run_to_end(script("echo out; echo no such page >&2; exit 7"));
    assert_eq!(ended.end, End::Exited(7));
    assert_eq!((&*ended.output, &*ended.error_output), (&b"out\n"[..], &b"no such page\n"[..]));
    assert_eq!(run_to_end(script("kill -9 $$")).end, End::Signal(9));
}

#[test]
fn a_program_that_cannot_start_is_an_error() {
    let cancel = Cancel::default();
    let missing = run(program(&["yunbao-no-such-program"]), &cancel).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    let refused = run(program(&["/etc/passwd"]), &cancel).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::PermissionDenied);
    assert!(run(program(&[]), &cancel).is_err());
}

#[test]
fn a_program_that_never_ends_is_stopped() {
    for text in ["sleep 1000", "trap '' TERM; while :; do sleep 1; done"] {
        let limit = Duration::from_millis(200);
        let ended = run_to_end(Invocation { time_limit: limit, ..script(text) });
        assert_eq!(ended.end, End::TimeLimit, "{text}");
    }
}

#[test]
fn a_program_is_cancelled_from_another_thread() {
    let cancel = Cancel::default();
    let theirs = cancel.clone();
    let running = thread::spawn(move || run(script("echo begun; sleep 1000"), &theirs));
    thread::sleep(Duration::from_millis(100));
    cancel.cancel();
    assert_eq!(running.join().unwrap().unwrap().end, End::Cancelled);
    assert_eq!(run(program(&["true"]), &cancel).unwrap().end, End::Cancelled, "before its start");
}

#[test]
fn output_without_end_is_cut() {
    let ended = run_to_end(Invocation { max_output: 10_000, ..program(&["yes"]) });
    assert_eq!((ended.end, ended.output.len()), (End::TooMuchOutput, 10_000));
    let ended = run_to_end(Invocation { max_output: 4, ..program(&["printf", "four"]) });
    assert_eq!((ended.end, &*ended.output), (End::Exited(0), &b"four"[..]));
    let ended = run_to_end(script("head -c 1000000 /dev/zero >&2; echo at last >&2"));
    assert_eq!(ended.error_output.len(), MAX_ERROR_OUTPUT);
    assert!(ended.error_output.ends_with(b"at last\n"));
}

#[test]
fn what_a_program_leaves_behind_does_not_hold_it() {
    let started = Instant::now();
    let ended = run_to_end(script("sleep 1000 & echo done"));
    assert_eq!((ended.end, &*ended.output), (End::Exited(0), &b"done\n"[..]));
    // The child that kept the output open would have held it for a quarter of an hour.
    assert!(started.elapsed() < Duration::from_secs(500));
    let ended = run_to_end(script("exec >/dev/null 2>&1; sleep 0.2; exit 3"));
    assert_eq!(ended.end, End::Exited(3), "output that is closed early is not the end");
}

#[test]
fn input_that_nobody_reads_is_no_failure() {
    let input = Some(vec![b'x'; 1 << 20]);
    assert_eq!(run_to_end(Invocation { input, ..program(&["true"]) }).end, End::Exited(0));
}

#[test]
fn output_that_nobody_wants_has_no_limit() {
    let text = "head -c 3000000 /dev/zero; echo gone >&2";
    let ended = run_to_end(Invocation { max_output: 0, ..script(text) });
    assert_eq!((ended.end, ended.output.len()), (End::Exited(0), 0));
    assert_eq!(ended.error_output, b"gone\n");
}

#[test]
fn a_program_goes_on_where_the_rest_of_its_output_is_dropped() {
    let text = "seq 100000; echo gone >&2";
    let ended = run_to_end(Invocation { max_output: 4, drops_rest: true, ..script(text) });
    assert_eq!((ended.end, ended.output.as_slice()), (End::Exited(0), b"1\n2\n".as_slice()));
    assert_eq!(ended.error_output, b"gone\n");
    let endless = Invocation {
        time_limit: Duration::from_millis(300),
        max_output: 1,
        drops_rest: true,
        ..program(&["yes"])
    };
    assert_eq!(run_to_end(endless).end, End::TimeLimit);
}
