//! Every way to make the program print the contents of posts.

/// The arguments of each command that reads posts, without the path.
pub const ALL: [&[&str]; 28] = [
    &["list"],
    &["list", "--json"],
    &["list", "-q", "a OR t"],
    &["stories"],
    &["stories", "--json"],
    &["tags"],
    &["tags", "--json"],
    &["categories"],
    &["categories", "--json"],
    &["links"],
    &["links", "--json"],
    &["show"],
    &["show", "--plain"],
    &["show", "--width", "10"],
    &["show", "--width", "1000"],
    &["open", "--print", "--all"],
    &["stats"],
    &["stats", "--json"],
    &["check"],
    &["check", "--json"],
    &["check", "--strict"],
    &["export", "--format", "atom"],
    &["export", "--format", "json"],
    &["export", "--format", "opml"],
    &["export", "--format", "markdown"],
    &["list", "--lang", "zh-Hans"],
    &["check", "--lang", "zh-Hant"],
    &["list", "-q", "sort:relevance a /t(/ nosuch:field"],
];

/// Those that look different on a terminal.
pub const ON_TERMINAL: [&[&str]; 9] = [
    &["list"],
    &["list", "-0"],
    &["stories"],
    &["tags"],
    &["links"],
    &["show"],
    &["stats"],
    &["check"],
    &["open", "--print", "--all"],
];
