use super::file::DEFAULT;
use super::settings::SETTINGS;
use super::*;
use crate::query::{MarkEffects, RuleEffects, parse as parse_query};
use proptest::prelude::*;
use std::path::Path;

fn parse(text: &str) -> (Config, Vec<Problem>) {
    read(text, Path::new("/etc/y"))
}

/// The settings of a text without problems.
fn sound(text: &str) -> Config {
    let (config, problems) = parse(text);
    assert_eq!(problems, [], "{text}");
    config
}

/// The problems with a text, each prefixed by its line and column.
fn problems_of(text: &str) -> Vec<String> {
    let (_, problems) = parse(text);
    problems
        .iter()
        .map(|problem| {
            let ConfigPosition { line, column } = problem.place;
            format!("{line}:{column} {}", problem.say(Language::English))
        })
        .collect()
}

#[test]
fn roots_are_relative_to_the_file() {
    let config = sound("roots:\n  - posts\n  - /srv/news\nbrowser: firefox %s\n");
    assert_eq!(config.roots, [Path::new("/etc/y/posts"), Path::new("/srv/news")]);
    assert_eq!(config.browser.as_deref(), Some("firefox %s"));
    let config = sound("roots:\n  - {path: posts, stories: items}\n  - /srv/news\n  - path: b\n");
    assert_eq!(config.roots, ["/etc/y/posts", "/srv/news", "/etc/y/b"].map(Path::new));
    assert_eq!(config.forms, [("/etc/y/posts".into(), StoryForms::Items)]);
    assert_eq!(sound("roots: posts").roots, [Path::new("/etc/y/posts")]);
}

#[test]
fn aliases_and_views_are_pairs_of_text() {
    let config = sound("aliases:\n  k8s: kubernetes\n  云原生: cloud-native\n  1.30: release\n");
    assert_eq!(config.aliases["云原生"], "cloud-native");
    assert_eq!(config.aliases["1.30"], "release");
    assert_eq!(problems_of("aliases:\n  k8s: [a]\n"), ["2:8 expected text"]);
    let views = sound("views:\n  z: is:unread\n  mesh: 'tag:istio OR mesh'\n").views;
    let pair = |(name, query): (&str, &str)| (name.to_owned(), query.to_owned());
    assert_eq!(views, [("z", "is:unread"), ("mesh", "tag:istio OR mesh")].map(pair));
    assert_eq!(
        problems_of("views:\n  a: x\n  a: y\n"),
        ["3:3 duplicate setting a, first on line 2"]
    );
}

#[test]
fn an_empty_file_sets_nothing() {
    for text in ["", "# nothing\n", "\u{feff}# nothing\n", "---\n", "roots:\nkeys:\nmouse:\n"] {
        assert_eq!(sound(text), Config::default(), "{text:?}");
    }
}

#[test]
fn every_setting_is_read() {
    let config = sound(
        "theme: dusk
themes:
  dusk: {base: light, cursor: 'reverse'}
language: zh_TW
editor: nvim +%l %s
mouse: no
reader_width: 72
ambiguous_width: 2
autospace: true
heading_marks: always
mark_read: end
start: today
resume: true
notices: 0
trends: {window: all, tags: [istio, 服务网格]}
keys:
  next-unread: [n, g n]
  quit: C-q
  star: []
",
    );
    assert_eq!(config.theme.name, "dusk");
    assert_eq!(config.theme.look(Part::Cursor), Look { reverse: true, ..Look::default() });
    let light = Theme::built_in().into_iter().find(|theme| theme.name == "light").unwrap();
    assert_eq!(config.theme.look(Part::Text), light.look(Part::Text));
    assert_eq!(config.all_themes().len(), BUILT_IN.len() + 1);
    assert_eq!(config.language, Some(Language::TraditionalChinese));
    assert_eq!(config.editor.as_deref(), Some("nvim +%l %s"));
    assert_eq!((config.mouse, config.reader_width, config.notices), (false, 72, 0));
    assert_eq!((config.ambiguous_width, config.autospace), (Ambiguous::Two, true));
    assert_eq!(config.heading_marks, HeadingMarks::Always);
    assert_eq!((config.mark_read, config.start), (MarkRead::End, StartWith::Today));
    assert!(config.resume);
    assert_eq!((config.trends.window, config.trends.tags.len()), (None, 2));
    let keys = |at: usize| config.keys[at].keys.iter().map(|(keys, _)| &**keys).collect::<Vec<_>>();
    assert_eq!((keys(0), keys(1), keys(2)), (vec!["n", "g n"], vec!["C-q"], vec![]));
    assert_eq!(config.keys[0].keys[1].1, ConfigPosition { line: 17, column: 20 });
}

#[test]
fn what_is_wrong_has_its_place_and_the_nearest_name_and_the_rest_holds() {
    let text = "rots: []
mark_read: ende
theme: drak
mouse: maybe
reader_width: 5
language: fr
notices: soon
resume: true
themes:
  mine:
    cursr: red
    star: bold orange
    base: lihgt
views: 3
";
    assert_eq!(
        problems_of(text),
        [
            "1:1 unknown setting \"rots\"; did you mean \"roots\"?",
            "2:12 unknown value \"ende\"; did you mean \"end\"?",
            "3:8 unknown value \"drak\"; did you mean \"dark\"?",
            "4:8 expected true or false",
            "5:15 expected a number from 20 to 1000",
            "6:11 unknown value \"fr\"; expected one of en, zh-Hans, zh-Hant",
            "7:10 expected a number",
            "11:5 unknown setting \"cursr\"; did you mean \"cursor\"?",
            "12:16 orange is neither a colour nor a style",
            "13:11 unknown value \"lihgt\"; did you mean \"light\"?",
            "14:8 expected a mapping",
        ]
    );
    assert!(parse(text).0.resume);
    assert_eq!(
        problems_of("roots:\n  - path: a\n    stories: heading\n  - storys: none\n  - [b]\n"),
        [
            "3:14 unknown value \"heading\"; did you mean \"headings\"?",
            "4:5 unknown setting \"storys\"; did you mean \"stories\"?",
            "4:5 a root needs its path: path: ~/news",
            "5:5 expected text",
        ]
    );
    assert_eq!(
        problems_of("trends:\n  window: 9\n  tag: [a]\n  tags: {}\n"),
        [
            "2:11 unknown value \"9\"; expected one of 7, 30, 90, 365, all",
            "3:3 unknown setting \"tag\"; did you mean \"tags\"?",
            "4:9 expected a list",
        ]
    );
    assert_eq!(sound("trends: {window: 365}").trends.window, Some(365));
    assert_eq!(problems_of("ambiguous_width: 3"), ["1:18 expected a number from 1 to 2"]);
}

#[test]
fn a_colour_is_no_comment_where_a_look_stands() {
    let look = |line: &str| {
        let config = sound(&format!("themes:\n  mine:\n    star: {line}\ntheme: mine\n"));
        config.theme.look(Part::Star).to_string()
    };
    assert_eq!(look("bold #ff8800 on #000 # amber"), "bold #ff8800 on #000000");
    assert_eq!(look("'bold #ff8800'  # amber"), "bold #ff8800");
    assert_eq!(look("#f80"), "#ff8800");
    assert_eq!(look("red #"), "red");
    assert_eq!(look("red # bed"), "red");
}

#[test]
fn no_yaml_is_told_with_its_place() {
    let found = problems_of("roots: [a\nmouse: true\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("1:10 ") && found[0].contains("not valid YAML"), "{found:?}");
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n\
                c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n\
                e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
    assert!(problems_of(bomb)[0].contains("too large"), "{:?}", problems_of(bomb));
    assert_eq!(problems_of(&"[".repeat(10_000)).len(), 1);
}

#[test]
fn rules_have_a_condition_and_effects() {
    let config = sound(
        "rules:
  - {when: 'category:military', mute: true}
  - when: tag:cilium OR tag:ebpf
    look: bold #ff8800 # a colour
    score: -3
  - {when: CVE, look: error, mute: on}
  - {when: old, mute: false}
  - {when: seen, read: true}
  - {when: kept, star: true, read: true}
",
    );
    let effects: Vec<RuleEffects> = config.rules.list().iter().map(|rule| rule.effects).collect();
    let none = RuleEffects::default();
    assert_eq!(
        effects,
        [
            RuleEffects { mute: true, ..none },
            RuleEffects { look: true, score: -3, ..none },
            RuleEffects { look: true, mute: true, ..none },
            none,
            RuleEffects { marks: MarkEffects { read: true, star: false }, ..none },
            RuleEffects { marks: MarkEffects { read: true, star: true }, ..none },
        ]
    );
    assert_eq!(config.rules.list()[0].when, parse_query("category:military").expression);
    let orange = Look::read("bold #ff8800").unwrap();
    let looks = [(1, RuleLook::Look(orange)), (2, RuleLook::Part(Part::Error))];
    assert_eq!(config.rule_looks, looks.into());
    let (when, place) = &config.rule_places[1];
    assert_eq!((when.as_str(), place.line, place.column), ("tag:cilium OR tag:ebpf", 3, 11));
    let again = sound(&show(&config, "en", &[]));
    assert_eq!((&again.rules, &again.rule_looks), (&config.rules, &config.rule_looks));
    assert_eq!(sound("rules: {when: x, mute: true}").rules.list().len(), 1);
    assert_eq!(sound("rules: []\n").rules.list().len(), 0);
}

#[test]
fn a_rule_that_cannot_apply_is_reported_and_the_others_hold() {
    let text = "rules:
  - {when: ok, mute: true}
  - {mute: true}
  - {when: x}
  - {when: '', mute: true}
  - {when: 'tag:a is:unread', mute: true}
  - {when: '-(x is:muted)', score: 1}
  - {when: x sort:title, score: 1}
  - {when: x, mut: true, mute: yes}
  - {when: x, score: 5000}
  - {when: x, look: orange}
  - {when: [x], mute: true}
  - text
";
    let unfit =
        "cannot be used in a rule: rules do not depend on marks, on other rules or on an order";
    let no_when = "a rule needs its condition: when: tag:ads";
    assert_eq!(
        problems_of(text),
        [
            format!("3:5 {no_when}"),
            "4:5 a rule needs an effect: mute: true, look: bold or score: 5".to_owned(),
            format!("5:12 {no_when}"),
            format!("6:12 is:unread {unfit}"),
            format!("7:12 is:muted {unfit}"),
            format!("8:12 sort:title {unfit}"),
            "9:15 unknown setting \"mut\"; did you mean \"mute\"?".to_owned(),
            "10:22 expected a number from -1000 to 1000".to_owned(),
            "11:21 orange is neither a colour nor a style".to_owned(),
            "12:12 expected text".to_owned(),
            "13:5 expected a mapping".to_owned(),
        ]
    );
    let (config, _) = parse(text);
    let whens: Vec<&str> = config.rule_places.iter().map(|(when, _)| when.as_str()).collect();
    assert_eq!(whens, ["ok", "x", "x", "x"]);
}

#[test]
fn the_default_sets_what_holds_without_it() {
    assert_eq!(sound(DEFAULT), Config::default());
    // In a line with a setting, no blank follows the `#`.
    let set: Vec<&str> = DEFAULT
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .filter(|line| line.is_empty() || !line.starts_with(' ') || line.starts_with("  "))
        .collect();
    let config = sound(&set.join("\n"));
    assert_eq!((config.mouse, config.notices, config.reader_width), (true, 8, 84));
    for key in SETTINGS.map(|setting| setting.key) {
        assert!(set.iter().any(|line| line.starts_with(&format!("{key}:"))), "{key}");
    }
}

#[test]
fn what_is_shown_can_be_read_again() {
    let config = sound(
        "theme: dusk\nautospace: true\nthemes: {dusk: {cursor: red on 200}}\nviews: {a b: '#x'}\n",
    );
    let keys = [("quit".to_owned(), vec!["Q".to_owned(), "C-c".to_owned()])];
    let again = sound(&show(&config, "en", &keys));
    assert_eq!(again.keys[0].keys.len(), 2);
    assert_eq!((again.theme, again.views), (config.theme, config.views));
    assert!(again.autospace);
}

proptest! {
    #[test]
    fn any_text_is_a_config(text in "(([a-z_]{1,8}|roots|keys|themes): ?|[-\\[\\]{}&*!|>'\"# \n]|\\PC)*") {
        let (_, problems) = parse(&text);
        for problem in problems {
            let lines = text.split('\n').count() + 1;
            prop_assert!(problem.place.line <= lines, "{:?} of {}", problem.place, lines);
            for language in Language::ALL {
                prop_assert!(!problem.say(language).contains(char::is_control));
            }
        }
    }
}

#[test]
fn of_a_broken_config_every_setting_that_can_be_read_holds() {
    let text = "theme: light
views:
  mesh: tag:istio
  bad: [a, b
  good: is:unread
# A comment.
reader_width: 72
keys: {help: x
roots:
- ~/a
- \"~/b
- ~/c
notices: 3
 mouse: no
";
    let (config, problems) = parse(text);
    assert_eq!(config.theme.name, "light");
    assert_eq!((config.reader_width, config.mouse), (72, true));
    let names: Vec<&str> = config.views.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["mesh", "good"]);
    let lines: Vec<usize> = problems.iter().map(|problem| problem.place.line).collect();
    assert_eq!(lines, [4, 8, 11, 14], "{problems:?}");
    assert!(
        problems.iter().all(|problem| matches!(problem.error, ConfigError::Syntax(_))),
        "{problems:?}"
    );
    // The text contains no valid setting.
    let (config, problems) = parse("]\n: }\n");
    assert!(config == Config::default() && !problems.is_empty());
}

proptest::proptest! {
    #[test]
    fn anything_is_read_as_a_config(text in "([a-z]{1,5}:|- |  |\\n|\\[|\\]|\\{|\\}|\"|'|#|x|theme: light\\n){0,40}") {
        let (_, problems) = parse(&text);
        let lines = text.lines().count();
        proptest::prop_assert!(problems.iter().all(|problem| problem.place.line <= lines + 1));
    }
}

/// The arguments of a command, as they are written.
fn arguments(command: &OwnCommand) -> Vec<String> {
    command.run.iter().map(ToString::to_string).collect()
}

#[test]
fn commands_have_a_name_and_arguments() {
    let config = sound(
        "commands:
  - {name: read in w3m, key: 'g w', run: [w3m, '%u'], where: story, out: terminal}
  - name: translate
    key: [b, F5]
    run: [trans, -b, ':zh', '--title=%t', '100%% %', +%l, '%f', ' a  b\\n', '']
    in: markdown
    out: reader
    timeout: 0
  - {name: bare, run: [date, '+%%Y']}
",
    );
    let [w3m, translate, bare] = &config.commands[..] else { panic!("{:?}", config.commands) };
    assert_eq!((w3m.target, w3m.input), (CommandTarget::Story, CommandInput::None));
    assert_eq!((w3m.output, w3m.timeout), (CommandOutput::Terminal, 60));
    assert_eq!(w3m.keys, [("g w".to_owned(), ConfigPosition { line: 2, column: 30 })]);
    assert_eq!(w3m.run[1].0, [ArgumentPart::Placeholder(Placeholder::Url)]);
    assert_eq!(
        (translate.name.as_str(), translate.keys.len(), translate.timeout),
        ("translate", 2, 0)
    );
    assert_eq!(
        (translate.input, translate.output),
        (CommandInput::Markdown, CommandOutput::Reader)
    );
    let title =
        [ArgumentPart::Text("--title=".into()), ArgumentPart::Placeholder(Placeholder::Title)];
    assert_eq!(translate.run[3].0, title);
    assert_eq!(translate.run[4].as_text(), Some("100% %"));
    assert_eq!(translate.run[7].as_text(), Some(" a  b\\n"), "an argument stays as it is");
    assert_eq!(translate.run[8].as_text(), Some(""));
    assert_eq!((bare.target, bare.output), (CommandTarget::Post, CommandOutput::None));
    assert_eq!(bare.run[1].as_text(), Some("+%Y"));
    let again = sound(&show(&config, "en", &[])).commands;
    let written = |commands: &[OwnCommand]| commands.iter().map(arguments).collect::<Vec<_>>();
    assert_eq!(written(&again), written(&config.commands));
    assert_eq!((&again[1].name, again[1].timeout, again[1].keys.len()), (&translate.name, 0, 2));
    assert_eq!(sound("commands: {name: a, run: [b]}").commands.len(), 1);
    assert_eq!(sound("commands:\n").commands.len(), 0);
}

#[test]
fn a_command_that_cannot_be_run_is_reported_and_the_others_hold() {
    let text = "commands:
  - {name: ok, run: [true]}
  - {run: [true]}
  - {name: a}
  - {name: b, run: w3m %u}
  - {name: c, run: []}
  - {name: d, run: [a, '%x', [b]]}
  - {name: e, run: [sh, -c, '%t']}
  - {name: f, run: [python3, -c, '%f']}
  - {name: g, run: [notify-send, 'New: %t']}
  - {name: h, run: ['%f']}
  - {name: ok, run: [b]}
  - {name: i, run: [b], were: post, where: pots, in: txt, out: screen, timeout: -1}
  - {name: j, run: [ssh, desk, open, '%u']}
  - {name: k, run: [ssh, desk, date]}
  - text
";
    let code = |word: &str| {
        format!(
            "what replaces the placeholder in `{word}` would be run as code; pass it as a separate \
             argument: [sh, -c, 'program \"$1\"', sh, \"%u\"]"
        )
    };
    let list = "expected a program and its arguments as a list of texts: [w3m, \"%u\"]";
    let no_program = "a command needs its program: run: [w3m, \"%u\"]";
    assert_eq!(
        problems_of(text),
        [
            "3:5 a command needs its name: name: translate".to_owned(),
            format!("4:5 {no_program}"),
            format!("5:20 {list}"),
            format!("6:5 {no_program}"),
            "7:24 unknown placeholder %x; there are %f %l %u %t %d, and %% is a percent sign"
                .to_owned(),
            format!("7:30 {list}"),
            format!("8:29 {}", code("%t")),
            format!("9:34 {}", code("%f")),
            "10:34 a placeholder is an argument of its own, or follows an option as in --title=%t, \
             and not part of the text `New: %t`"
                .to_owned(),
            format!("11:21 {no_program}"),
            "12:12 duplicate setting ok, first on line 2".to_owned(),
            "13:25 unknown setting \"were\"; did you mean \"where\"?".to_owned(),
            "13:44 unknown value \"pots\"; did you mean \"post\"?".to_owned(),
            "13:54 unknown value \"txt\"; did you mean \"text\"?".to_owned(),
            "13:64 unknown value \"screen\"; expected one of none, notice, reader, terminal"
                .to_owned(),
            "13:81 expected a number from 0 to 86400".to_owned(),
            format!("14:38 {}", code("%u")),
            "16:5 expected a mapping".to_owned(),
        ]
    );
    let (config, _) = parse(text);
    let names: Vec<&str> = config.commands.iter().map(|command| command.name.as_str()).collect();
    assert_eq!(names, ["ok", "i", "k"]);
}

#[test]
fn a_placeholder_without_quotes_is_no_yaml() {
    let found = problems_of("commands:\n  - {name: a, run: [w3m, %u]}\nmouse: no\n");
    assert!(found[0].starts_with("2:"), "{found:?}");
}
