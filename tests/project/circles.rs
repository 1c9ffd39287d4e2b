//! Circles of imports between files: within a room, no more than five files may need each other.

use crate::sources::sources;
use std::collections::{BTreeMap, BTreeSet};

/// Files of the largest circle.
const MAX_CIRCLE: usize = 5;

/// A file's module, as the names on the way to it.
type Module = Vec<String>;

/// The code of each module, without comments and tests.
fn modules() -> BTreeMap<Module, String> {
    let mut found = BTreeMap::new();
    for source in sources() {
        let code = without_tests(&source.text);
        let code = code.lines().map(|line| line.split("//").next().unwrap_or_default());
        found.insert(module(&source.path), code.collect::<Vec<_>>().join("\n"));
    }
    found.retain(|module, _| !module.iter().any(|name| name == "tests"));
    found
}

/// The code of a file without its test modules.
fn without_tests(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some((before, module)) = rest.split_once("#[cfg(test)]\nmod ") {
        code.push_str(before);
        let is_in_other_file = module.lines().next().is_some_and(|line| line.ends_with(';'));
        let end = if is_in_other_file { ";\n" } else { "\n}\n" };
        rest = module.split_once(end).map_or("", |(_, behind)| behind);
    }
    code + rest
}

#[test]
fn code_behind_test_modules_is_read() {
    let text = "use a;\n#[cfg(test)]\nmod tests;\nuse b;\n#[cfg(test)]\nmod more {\n    use c;\n}\nuse d;\n";
    assert_eq!(without_tests(text), "use a;\nuse b;\nuse d;\n");
}

fn module(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut names: Module = path.split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|name| name == "mod" || name == "lib") {
        names.pop();
    }
    names
}

/// The paths of a `use` declaration: one for each name in its braces.
fn expanded(declaration: &str) -> Vec<String> {
    let Some((before, rest)) = declaration.split_once('{') else {
        let path = declaration.split(" as ").next().unwrap_or_default();
        return vec![path.split_whitespace().collect()];
    };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for character in inner.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(character);
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| expanded(&format!("{before}{part}"))).collect()
}

/// The paths that a module imports, or that it hands on to others.
fn paths(code: &str, handed_on: bool) -> Vec<String> {
    let declarations = code.split(';').filter_map(|statement| {
        let statement = statement.trim_start();
        let start = statement.rfind("use ").filter(|at| {
            let before = statement[..*at].trim_end().rsplit('\n').next().unwrap_or_default();
            before.is_empty() || before.starts_with("pub")
        })?;
        let is_public = statement[..start].trim_end().rsplit('\n').next()?.starts_with("pub");
        (is_public == handed_on).then(|| &statement[start + 4..])
    });
    declarations.flat_map(expanded).collect()
}

/// The module in which the name at a path is defined, seen from another.
fn resolve(path: &str, from: &Module, all: &BTreeMap<Module, String>) -> Option<Module> {
    let mut names = path.split("::").peekable();
    let mut base = from.clone();
    match names.peek() {
        Some(&"crate") => base.clear(),
        Some(&"super") => {}
        Some(&"self") => {}
        Some(name) if all.contains_key(&[&from[..], &[(*name).to_owned()]].concat()) => {}
        _ => return None,
    }
    for name in names {
        match name {
            "crate" | "self" => {}
            "super" => {
                base.pop();
            }
            _ => {
                let child = [&base[..], &[name.to_owned()]].concat();
                if !all.contains_key(&child) {
                    let handed_on = paths(all.get(&base)?, true);
                    let ending = format!("::{name}");
                    let source = handed_on.iter().find(|path| path.ends_with(&ending));
                    return source.and_then(|path| resolve(path, &base, all)).or(Some(base));
                }
                base = child;
            }
        }
    }
    Some(base)
}

/// All modules that a module needs, directly or through others.
fn reached(from: &Module, edges: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<Module> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        for next in edges.get(module).into_iter().flatten() {
            if found.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    found
}

#[test]
fn no_more_than_five_files_need_each_other() {
    let all = modules();
    let edges: BTreeMap<Module, BTreeSet<Module>> = all
        .iter()
        .map(|(module, code)| {
            let needed = paths(code, false).into_iter();
            let needed = needed.filter_map(|path| resolve(&path, module, &all));
            // A room's own file only names what the room is made of.
            let needed = needed.filter(|it| it != module && it.len() > 1 && it[0] == module[0]);
            (module.clone(), needed.collect())
        })
        .filter(|(module, _): &(Module, BTreeSet<Module>)| module.len() > 1)
        .collect();
    let reached: BTreeMap<&Module, BTreeSet<Module>> =
        edges.keys().map(|module| (module, reached(module, &edges))).collect();
    for (module, needed) in &reached {
        let circle: Vec<String> = needed
            .iter()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(*module)))
            .map(|other| other.join("::"))
            .collect();
        assert!(circle.len() <= MAX_CIRCLE, "these files need each other: {}", circle.join(", "));
    }
}
