//! Every sentence in 简体中文, with the terms of the mainland.

use super::Text;
use std::fmt;

/// Writes a sentence. The match is exhaustive, so that a missing sentence does not compile.
#[expect(clippy::too_many_lines, reason = "a table of every sentence, one row each")]
pub(super) fn write(text: &Text<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match text {
        Text::Facets => f.write_str("筛选"),
        Text::Posts(shown, all) if shown == all => write!(f, "文章 {all}"),
        Text::Posts(shown, all) => write!(f, "文章 {shown}/{all}"),
        Text::Categories => f.write_str("分类"),
        Text::Tags => f.write_str("标签"),
        Text::Authors => f.write_str("作者"),
        Text::Sources => f.write_str("来源"),
        Text::Months => f.write_str("月份"),
        Text::More(count) => write!(f, "另有 {count} 个…"),
        Text::Fewer => f.write_str("收起"),
        Text::QueryExample => {
            f.write_str("搜索，例如：istio \"服务网格\" tag:kubernetes since:30d -draft")
        }
        Text::Matches(shown, all) => write!(f, "{shown}/{all} 篇"),
        Text::FoundWithout(clause, count) => write!(f, "去掉 {clause} 后有 {count}。"),
        Text::NothingFound => f.write_str("未找到匹配的内容。"),
        Text::PostsInstead(count, key) => {
            write!(f, "没有符合的新闻，但有 {count} 篇文章符合：按 {key} 列出文章。")
        }
        Text::OnlyDrafts => f.write_str("所有文章都是草稿：可用 is:draft 查找。"),
        Text::AllMuted(count, key) => write!(f, "全部 {count} 条都被规则屏蔽：按 {key} 查看。"),
        Text::NothingToMute => f.write_str("这里没有可屏蔽的：请移到文章、新闻或筛选栏中的值"),
        Text::MuteTitle => f.write_str("永久屏蔽"),
        Text::RuleAdded(when, key) => write!(f, "已屏蔽 {when}：按 {key} 撤销"),
        Text::RuleRemoved(when) => write!(f, "不再屏蔽 {when}"),
        Text::RulesNotEditable(path) => write!(
            f,
            "未添加规则：{path} 不是有效的 YAML，或其中的 rules 不是每条一行的列表；请在文件中添加"
        ),
        Text::RuleChanged(path) => write!(f, "未撤销：{path} 中的规则已被修改"),
        Text::Muted(count) => write!(f, "已屏蔽 {count}"),
        Text::MutedShownBy(count, key) => write!(f, "已屏蔽 {count}（{key}）"),
        Text::ClearsQuery(keys) => write!(f, "按 {keys} 清空查询。"),
        Text::GivesBackQuery(keys) => write!(f, "按 {keys} 取消。"),
        Text::BackToTrends(keys) => write!(f, "按 {keys} 返回趋势。"),
        Text::NoValue => f.write_str("没有匹配项"),
        Text::NoPosts => f.write_str("还没有文章。"),
        Text::NothingToRead => f.write_str("没有可读的文章。"),
        Text::ReadingTime(minutes) => write!(f, "{minutes} 分钟"),
        Text::Stories(count) => write!(f, "{count} 条新闻"),
        Text::Draft => f.write_str("草稿"),
        Text::EmptyPost => f.write_str("这篇文章没有正文。"),
        Text::Undated => f.write_str("无日期"),
        Text::Walking => f.write_str("正在查找文章…"),
        Text::Reading(read, total) => write!(f, "正在读取 {read}/{total}…"),
        Text::Problems(count) => write!(f, "{count} 个问题"),
        Text::NoProblems => f.write_str("没有问题：所有文件均已正常解析。"),
        Text::TooSmall(width, height) => write!(f, "至少需要 {width}×{height}"),
        Text::NoSource => f.write_str("这篇文章没有注明来源"),
        Text::NoLink(number) => write!(f, "这篇文章没有第 {number} 个链接"),
        Text::NotOpened(url) => write!(f, "只能打开网页，无法打开 {url}"),
        Text::Opening(url) => write!(f, "正在打开 {url}"),
        Text::CouldNotOpen(url, why) => write!(f, "无法打开 {url}：{why}"),
        Text::Copied(text) => write!(f, "已复制 {text}"),
        Text::CouldNotCopy(why) => write!(f, "无法复制：{why}"),
        Text::NothingToCopy => f.write_str("没有可复制的内容"),
        Text::TooMuchToCopy(size, most) => write!(f, "无法复制：共 {size} kB，上限 {most} kB"),
        Text::NamesUser(host, url) => write!(f, "未打开：主机 {host} 前带有用户名：{url}"),
        Text::NotWeb(url) => write!(f, "仅支持打开 http 和 https 网址：{url}"),
        Text::NotStarted(program, why, url) => {
            write!(f, "请自行打开：{url} – 无法启动 {program}（{why}）")
        }
        Text::ShellText(command) => write!(
            f,
            "`{command}` 会使 shell 执行替换 %s 的内容；请将其作为单独的参数传入：sh -c 'program \"$1\"' sh %s"
        ),
        Text::BrowserInShell(command, url) => {
            write!(f, "请自行打开：{url} – ")?;
            write(&Text::ShellText(command), f)
        }
        Text::NoBrowser(url) => write!(f, "请自行打开：{url} – 找不到浏览器"),
        Text::BrowserFailed(program, status, url) => {
            write!(f, "请自行打开：{url} – {program} 出错（{status}）")
        }
        Text::DayOfMonth(day) => write!(f, "{day}日"),
        Text::ShortDay(month, day) => write!(f, "{month}月{day}日"),
        Text::MonthOfYear(year, month) => write!(f, "{year}年{month}月"),
        Text::DayOfYear(month, day) => write!(f, "{month}月{day}日"),
        Text::UndatedHeading => f.write_str("无日期"),
        Text::Day(year, month, day) => write!(f, "{year}年{month}月{day}日"),
        Text::NoMoreStories => f.write_str("这个方向没有更多新闻或标题了"),
        Text::LastPost => f.write_str("已是最后一篇"),
        Text::FirstPost => f.write_str("已是第一篇"),
        Text::NothingToUndo => f.write_str("没有可撤销的操作"),
        Text::Reloaded(count) => write!(f, "已重新读取 {count} 篇文章"),
        Text::Looking => f.write_str("正在检查更改…"),
        Text::Unchanged => f.write_str("没有更改"),
        Text::Refreshed(new, changed, gone) => {
            let mut parts = Vec::new();
            if *new > 0 {
                parts.push(format!("新增 {new} 篇"));
            }
            if *changed > 0 {
                parts.push(format!("更改 {changed} 篇"));
            }
            if *gone > 0 {
                parts.push(format!("删除 {gone} 篇"));
            }
            f.write_str(&parts.join("，"))
        }
        Text::Pulling(done, all, names, key) => {
            write!(f, "正在拉取，已完成 {done}/{all}：{names}（按 {key} 取消）")
        }
        Text::PullingRoots(done, all) => write!(f, "正在拉取 {done}/{all}"),
        Text::Pulled(name, [posts, stories, changed, gone]) => {
            let mut parts = Vec::new();
            if *posts > 0 {
                parts.push(format!("新增 {posts} 篇"));
            }
            if *stories > 0 {
                parts.push(format!("{stories} 条新闻"));
            }
            if *changed > 0 {
                parts.push(format!("更改 {changed} 篇"));
            }
            if *gone > 0 {
                parts.push(format!("删除 {gone} 篇"));
            }
            let what = if parts.is_empty() { "已是最新".to_owned() } else { parts.join("，") };
            write!(f, "{name}：{what}")
        }
        Text::PullFailed(name, key) => write!(f, "{name}：失败（{key}）"),
        Text::PullStopped(name) => write!(f, "{name}：已取消"),
        Text::PullsUpToDate(count) => write!(f, "{count} 个已是最新"),
        Text::PullFailedFor(why) => write!(f, "拉取失败：{why}"),
        Text::NothingToPull(command) => {
            write!(f, "没有可拉取的内容：配置中没有任何 root 设置拉取命令，例如 pull: {command}")
        }
        Text::NothingToPullHere(command) => write!(
            f,
            "没有可拉取的内容：配置中没有为当前所读的文件夹设置拉取命令，例如 pull: {command}"
        ),
        Text::NoPullAt(path) => write!(f, "{path}：配置中没有位于此处且设有 pull 命令的 root"),
        Text::PullNoFolder => f.write_str("文件夹不存在"),
        Text::PullNotFound(program) => write!(f, "找不到 {program}；请安装它，或写明它的路径"),
        Text::PullNotStarted(program, why) => write!(f, "无法启动 {program}：{why}"),
        Text::PullExited(code) => write!(f, "退出码 {code}"),
        Text::PullSignal(number) => write!(f, "被信号 {number} 终止"),
        Text::PullTimeLimit(seconds) => write!(f, "{seconds} 秒内未完成，已停止"),
        Text::PullAsked => {
            f.write_str("它要求输入密码之类的内容，而这里无法应答；请先在终端中运行一次")
        }
        Text::PullTooMuchOutput => f.write_str("输出过多，已停止"),
        Text::PullCancelled => f.write_str("已取消"),
        Text::RootAdded(path, posts, stories) => {
            write!(f, "已添加 {path}：{posts} 篇文章，{stories} 条新闻")
        }
        Text::RootThere(path, posts, stories) => {
            write!(f, "{path} 已在 roots 中：{posts} 篇文章，{stories} 条新闻")
        }
        Text::RootsNotEditable(path, lines) => write!(
            f,
            "未添加：{path} 不是有效的 YAML，或其中的 roots 不是每项一行的列表；请在 roots 下添加：\n{lines}"
        ),
        Text::Cloning(address, folder) => write!(f, "正在将 {address} 克隆到 {folder}"),
        Text::NotCloned(address, why) => write!(f, "未能克隆 {address}：{why}"),
        Text::FolderNotMade(path, why) => write!(f, "无法创建 {path}：{why}"),
        Text::FolderTaken(path, address) => {
            write!(f, "{path} 不是空文件夹，也不是 {address} 的检出目录；请用 --to 指定其他文件夹")
        }
        Text::NoFolderForClones => f.write_str("找不到存放克隆的主目录；请用 --to 指定文件夹"),
        Text::AddressIsOption(text) => {
            write!(f, "{text}：地址不能以 - 开头；如果是路径，请写成 ./{text}")
        }
        Text::AddressScheme(scheme) => {
            write!(f, "{scheme}：只能从 https、ssh、git 和 file 地址克隆仓库")
        }
        Text::NoSuchRoot(text, meant) => {
            write!(f, "{text}：没有这个路径，它也不是仓库地址")?;
            meant.map_or(Ok(()), |meant| write!(f, "；是否想输入 {meant}？"))
        }
        Text::WatchLimit(key) => {
            f.write_str("系统无法监视更多文件夹；将定期检查更改")?;
            key.map_or(Ok(()), |key| write!(f, "（按 {key} 立即检查）"))
        }
        Text::WatchRemote(key) => {
            f.write_str("收不到其他机器上的更改通知，将定期检查")?;
            key.map_or(Ok(()), |key| write!(f, "（按 {key} 立即检查）"))
        }
        Text::WatchFailed(why, key) => {
            write!(f, "无法监视（{why}）；将定期检查更改")?;
            key.map_or(Ok(()), |key| write!(f, "（按 {key} 立即检查）"))
        }
        Text::Help => f.write_str("快捷键"),
        Text::KeysAnywhere => f.write_str("任何位置"),
        Text::KeysPanes => f.write_str("各窗格"),
        Text::KeyElsewhere(key, place, action) => {
            write!(f, "{key} 在此处无效。{place}：{action}")
        }
        Text::KeyUnbound(key, help) => write!(f, "{key} 在此处无效；按 {help} 查看所有快捷键"),
        Text::KeysScrolling => f.write_str("移动"),
        Text::KeysFacets => f.write_str("筛选窗格"),
        Text::KeysList => f.write_str("文章列表"),
        Text::KeysReader => f.write_str("阅读窗格"),
        Text::KeysProblems => f.write_str("问题列表"),
        Text::KeysQuery => f.write_str("查询栏"),
        Text::QueryKeep => f.write_str("应用查询并转到列表"),
        Text::QueryGiveBack => f.write_str("恢复之前的查询"),
        Text::QueryComplete => f.write_str("补全字段或值；下一个、上一个"),
        Text::QueryHistory => f.write_str("上一条、下一条历史查询"),
        Text::QueryHelp => f.write_str("在词首显示查询语法与示例"),
        Text::QueryLanguage => f.write_str("查询语法"),
        Text::HintSyntax => f.write_str("语法"),
        Text::FormWords => f.write_str("同时含有这些词"),
        Text::FormPhrase => f.write_str("含有这个短语"),
        Text::FormTag => f.write_str("带有该标签的文章"),
        Text::FormAnyOf => f.write_str("带有任一标签的文章"),
        Text::FormGlob => f.write_str("以 k 开头的标签"),
        Text::FormNot => f.write_str("不带该标签的文章"),
        Text::FormOr => f.write_str("满足任一条件"),
        Text::FormField => f.write_str("在标题中；另有 category: author: body: story: path:"),
        Text::FormSource => f.write_str("来自该网站"),
        Text::FormSince => f.write_str("最近七天；另有 before: after: today"),
        Text::FormDates => f.write_str("起止日期或月份"),
        Text::FormUnread => {
            f.write_str("未读文章；另有 is:new is:read is:seen is:draft is:undated")
        }
        Text::FormStarred => f.write_str("加星标的文章，或含加星标新闻的文章"),
        Text::FormHas => f.write_str("含有代码的文章；另有 has:source has:stories has:warning"),
        Text::FormPattern => f.write_str("正则表达式"),
        Text::FormPinyin => f.write_str("按拼音查找中文，也可只写首字母：fwwg"),
        Text::FormSort => f.write_str("排序；另有 sort:title -sort:date sort:count"),
        Text::QueryEdit => f.write_str("行首、行尾、删除单词、删除到行首"),
        Text::HintComplete => f.write_str("补全"),
        Text::HintHistory => f.write_str("历史"),
        Text::HintRead => f.write_str("阅读"),
        Text::StarredStoriesInstead(count, key) => write!(f, "{count} 条星标新闻：按 {key} 查看"),
        Text::HintOpen => f.write_str("打开"),
        Text::HintSearch => f.write_str("搜索"),
        Text::HintTags => f.write_str("标签"),
        Text::HintPane => f.write_str("窗格"),
        Text::HintHelp => f.write_str("帮助"),
        Text::HintQuit => f.write_str("退出"),
        Text::HintBack => f.write_str("返回"),
        Text::HintToggle => f.write_str("加入"),
        Text::HintExclude => f.write_str("排除"),
        Text::HintStory => f.write_str("新闻"),
        Text::HintPost => f.write_str("文章"),
        Text::HintKeep => f.write_str("应用"),
        Text::HintGiveBack => f.write_str("取消"),
        Text::HintClose => f.write_str("关闭"),
        Text::HintScroll => f.write_str("滚动"),
        Text::HintMark => f.write_str("勾选"),
        Text::HintDelete => f.write_str("删除"),
        Text::HintChoose => f.write_str("选择"),
        Text::HintSave => f.write_str("保存"),
        Text::StoryOf(number, all) => write!(f, "新闻 {number}/{all}"),
        Text::CloseHint => f.write_str("Esc 关闭"),
        Text::DoBack => f.write_str("返回；已在最上层时退出"),
        Text::DoQuit => f.write_str("退出"),
        Text::DoHelp => f.write_str("查看快捷键"),
        Text::DoNextPane => f.write_str("下一个窗格"),
        Text::DoPreviousPane => f.write_str("上一个窗格"),
        Text::DoSearch => f.write_str("编辑查询"),
        Text::DoCancel => f.write_str("关闭；清空查询"),
        Text::DoTags => f.write_str("按标签筛选"),
        Text::DoCategories => f.write_str("按分类筛选"),
        Text::DoUndo => f.write_str("撤销上一次标记或查询更改"),
        Text::DoZen => f.write_str("只看阅读窗格，或显示全部窗格"),
        Text::DoReload => f.write_str("重新读取文件夹"),
        Text::DoPull => f.write_str("拉取：更新各个 root，再按取消"),
        Text::DoProblems => f.write_str("查看文件问题"),
        Text::DoRedraw => f.write_str("重绘屏幕"),
        Text::DoSuspend => f.write_str("挂起程序"),
        Text::DoDown => f.write_str("向下"),
        Text::DoUp => f.write_str("向上"),
        Text::DoHalfDown => f.write_str("向下半页"),
        Text::DoHalfUp => f.write_str("向上半页"),
        Text::DoPageDown => f.write_str("下一页"),
        Text::DoPageUp => f.write_str("上一页"),
        Text::DoTop => f.write_str("到开头"),
        Text::DoBottom => f.write_str("到末尾"),
        Text::DoToggle => f.write_str("把该值加入查询，或移除"),
        Text::DoExclude => f.write_str("排除该值，或不再排除"),
        Text::DoRead => f.write_str("阅读文章"),
        Text::DoOpenSource => f.write_str("在浏览器中打开来源"),
        Text::DoCopyUrl => f.write_str("复制来源网址"),
        Text::DoNextStory => f.write_str("下一条新闻或标题"),
        Text::DoPreviousStory => f.write_str("上一条新闻或标题"),
        Text::DoNextPost => f.write_str("下一篇文章"),
        Text::DoPreviousPost => f.write_str("上一篇文章"),
        Text::DoFind => f.write_str("在文章中查找"),
        Text::HintFind => f.write_str("查找"),
        Text::NoLinkNumber => f.write_str("请先输入链接编号，例如 12 Enter"),
        Text::DoOpenLink => f.write_str("打开所输入编号的链接"),
        Text::DoLinks => f.write_str("列出文章的链接"),
        Text::DoLinkHints => f.write_str("链接提示"),
        Text::DoPicture => f.write_str("放大显示图片"),
        Text::NoPicture => f.write_str("这篇文章没有本地图片"),
        Text::PictureMissing => f.write_str("找不到文件"),
        Text::PictureOutside => f.write_str("在所读文件夹之外"),
        Text::PictureNotRegular => f.write_str("不是普通文件"),
        Text::PictureFormat => f.write_str("不是 PNG、JPEG、GIF 或 WebP 图片"),
        Text::PictureTooLarge(mb) => write!(f, "超过 {mb} MB"),
        Text::PictureTooManyPixels(millions) => write!(f, "超过 {} 万像素", millions * 100),
        Text::PictureDamaged => f.write_str("文件已损坏"),
        Text::PictureTooSlow => f.write_str("解码时间过长"),
        Text::HintOtherPictures => f.write_str("其他图片"),
        Text::DoOutline => f.write_str("列出文章的标题"),
        Text::DoPalette => f.write_str("从所有操作中选择"),
        Text::DoJumpBack => f.write_str("后退到上一个位置"),
        Text::DoJumpForward => f.write_str("前进到下一个位置"),
        Text::DoStar => f.write_str("加星标，或取消星标"),
        Text::DoTurnRead => f.write_str("标为已读或未读"),
        Text::DoMarkAllRead => f.write_str("把列表中的文章全部标为已读"),
        Text::DoUnreadOnly => f.write_str("只看未读文章，或看全部"),
        Text::DoMuted => f.write_str("只看被规则屏蔽的，或看其余的"),
        Text::DoMute => f.write_str("永久屏蔽标签、来源、作者或分类"),
        Text::DoNextUnread => f.write_str("下一篇未读文章"),
        Text::DoPreviousUnread => f.write_str("上一篇未读文章"),
        Text::DoViews => f.write_str("选择视图"),
        Text::DoSaveView => f.write_str("把查询保存为视图"),
        Text::DoDeleteView => f.write_str("删除视图"),
        Text::Links => f.write_str("链接"),
        Text::Headings => f.write_str("大纲"),
        Text::Actions => f.write_str("操作"),
        Text::NoLinks => f.write_str("这里没有链接"),
        Text::NoHeadings => f.write_str("这篇文章没有标题"),
        Text::NothingBack => f.write_str("已无法继续后退"),
        Text::NothingForward => f.write_str("已无法继续前进"),
        Text::TypeHint => f.write_str("输入链接的字母；Esc 取消"),
        Text::Unread(count) => write!(f, "{count} 篇未读"),
        Text::NewInView(count) => write!(f, "新增 {count}"),
        Text::NewRows => f.write_str("新增"),
        Text::UnreadPosts => f.write_str("未读"),
        Text::StarredPosts => f.write_str("星标"),
        Text::Views => f.write_str("视图"),
        Text::NameOfView => f.write_str("将查询另存为"),
        Text::NameHint => f.write_str("Enter 保存，Esc 关闭"),
        Text::MarkedRead(0, _) => f.write_str("这些文章都已读过"),
        Text::MarkedRead(1, _) => f.write_str("已标为已读"),
        Text::MarkedRead(count, key) => write!(f, "已将 {count} 篇文章标为已读（按 {key} 撤销）"),
        Text::MarkedUnread => f.write_str("已标为未读"),
        Text::Starred => f.write_str("已加星标"),
        Text::Unstarred => f.write_str("已取消星标"),
        Text::Tagged(tag) => write!(f, "已加自己的标签 +{tag}"),
        Text::Untagged(tag) => write!(f, "已去掉标签 +{tag}"),
        Text::TooManyTags(most) => write!(f, "自己的标签最多 {most} 个"),
        Text::NoteSaved => f.write_str("笔记已保存"),
        Text::NoteRemoved(key) => write!(f, "笔记已删除（{key} 撤销）"),
        Text::NoteBack => f.write_str("笔记已恢复原样"),
        Text::NoteUnchanged => f.write_str("笔记没有改动"),
        Text::NoteCut(most) => write!(f, "笔记超过 {most} kB，已截断"),
        Text::NoteNotEdited(why) => write!(f, "笔记没有改动：{why}"),
        Text::NoteOn(title) => write!(f, "笔记：{title}"),
        Text::NoteHint => f.write_str("Enter 保存，C-e 用编辑器写，Esc 关闭"),
        Text::MyTags => f.write_str("我的标签"),
        Text::NewTag => f.write_str("新标签"),
        Text::TypeATag => f.write_str("输入一个自己的标签"),
        Text::WithNote => f.write_str("有笔记"),
        Text::HasNote => f.write_str("笔记"),
        Text::StoryStarred => f.write_str("这条新闻已加星标"),
        Text::StoryUnstarred => f.write_str("这条新闻已取消星标"),
        Text::DoOwnTag => f.write_str("加上或去掉自己的标签"),
        Text::DoNote => f.write_str("写笔记"),
        Text::HintEditor => f.write_str("编辑器"),
        Text::HintTag => f.write_str("加上或去掉"),
        Text::HintSeveral => f.write_str("多个"),
        Text::FormMine => f.write_str("有你自己的标签的文章和新闻；另有 note: has:note"),
        Text::FormMarked => f.write_str("最近七天加的星标；另有 read:14d read:today"),
        Text::UnreadAgain(1) => f.write_str("已恢复为未读"),
        Text::UnreadAgain(count) => write!(f, "{count} 篇文章已恢复为未读"),
        Text::ReadAgain => f.write_str("已恢复为已读"),
        Text::StarredAgain(count) => write!(f, "已恢复 {count} 个星标"),
        Text::UnstarredAgain(count) => write!(f, "已撤销 {count} 个星标"),
        Text::NoMoreUnread => f.write_str("这个方向没有更多未读文章了"),
        Text::NoViews(key) => write!(f, "还没有视图；按 {key} 把查询保存为视图"),
        Text::NoViewHere => f.write_str("这里只能删除视图"),
        Text::NothingToSave => f.write_str("查询是空的，没有可保存的内容"),
        Text::NoName => f.write_str("视图需要一个名称"),
        Text::FixedView(name) => write!(f, "视图“{name}”在配置文件中定义，请在其中修改"),
        Text::ViewSaved(name, key) => write!(f, "已保存为“{name}”；按 {key} 查看视图"),
        Text::ViewDeleted(name, key) => write!(f, "已删除视图“{name}”（按 {key} 撤销）"),
        Text::ViewBack(name) => write!(f, "已恢复视图“{name}”"),
        Text::ViewGone(name) => write!(f, "已撤销保存视图“{name}”"),
        Text::MemoryNewer(file) => {
            write!(f, "标记无法保存：数据由更高版本的 yunbao 写入，请升级本程序。{file}")
        }
        Text::MemoryDamaged(file) => write!(f, "标记无法保存：文件已损坏，请将其移走。{file}"),
        Text::MemoryForeign(file) => {
            write!(f, "标记无法保存：文件属于其他程序，请将其移走。{file}")
        }
        Text::MemoryReadOnly(file) => {
            write!(f, "标记无法保存：没有写入权限，请检查文件及其文件夹的权限。{file}")
        }
        Text::MemoryLocked(file) => write!(f, "标记暂时无法保存：文件正被其他程序占用。{file}"),
        Text::MemoryFull(file) => write!(f, "标记无法保存：磁盘已满，请腾出空间后重新标记。{file}"),
        Text::MemoryNotRegular(file) => {
            write!(f, "标记无法保存：不是普通文件，请将其移走。{file}")
        }
        Text::MemoryNoFolder(file, why) => write!(
            f,
            "标记无法保存：无法创建所在文件夹（{why}）；请自行创建，或移走占用其位置的文件。{file}"
        ),
        Text::MemoryOther(file, why) => write!(f, "标记无法保存：{why}。{file}"),
        Text::SyncNoFolder(path) => {
            write!(f, "标记已保留但未同步：请创建文件夹 {path}，或修改配置中的 sync")
        }
        Text::SyncUnwritable(path, why) => {
            write!(f, "标记暂时无法同步（{why}）；标记已保留，稍后写入。{path}")
        }
        Text::SyncNotRegular(path) => {
            write!(f, "此文件中的标记未同步：不是普通文件，请将其移走。{path}")
        }
        Text::SyncTooLarge(path, size) => {
            write!(f, "此文件中的标记未同步：文件大于 {size} MB，请将其移走。{path}")
        }
        Text::SyncNewer(path) => {
            write!(f, "部分标记由更新版本的 yunbao 写入；请更新本程序后查看。{path}")
        }
        Text::SyncOther(path, why) => write!(f, "此文件中的标记未同步：{why}。{path}"),
        Text::UnknownField(name, Some(near)) => {
            write!(f, "没有字段 {name}:（您是不是要用 {near}:？）；已按普通文本搜索")
        }
        Text::UnknownField(name, None) => write!(f, "没有字段 {name}:；已按普通文本搜索"),
        Text::UnknownName(field, names) => {
            write!(f, "{field}: 的可选值为 {names}；已按普通文本搜索")
        }
        Text::NotADate(text) => {
            write!(f, "{text} 不是日期（2026-08、2026-08-03、7d）；已按普通文本搜索")
        }
        Text::BadRegex(why) => write!(f, "正则表达式无效（{why}）；已按普通文本搜索"),
        Text::OpenRegex => {
            f.write_str("正则表达式须以 / 或 /i 结尾，如 /ebpf|xdp/；已按普通文本搜索")
        }
        Text::OpenQuote => f.write_str("引号未闭合，视为延续到末尾"),
        Text::Parenthesis => f.write_str("括号不成对"),
        Text::TypedFull(longest) => write!(f, "最多 {longest} 个字符，超出部分已截断"),
        Text::InputLeftOut => f.write_str("按键输入过快，部分已忽略"),
        Text::NoHits => f.write_str("未在文中找到"),
        Text::FromTheTop => f.write_str("已到末尾，从头继续查找"),
        Text::FromTheEnd => f.write_str("已到开头，从末尾继续查找"),
        Text::HitOf(number, all) => write!(f, "第 {number}/{all} 处"),
        Text::Hits(count) => write!(f, "{count} 处匹配"),
        Text::NewestFirst => f.write_str("从新到旧"),
        Text::OldestFirst => f.write_str("从旧到新"),
        Text::MostRelevantFirst => f.write_str("按相关度"),
        Text::ByTitle => f.write_str("按标题"),
        Text::DoAuthors => f.write_str("按作者筛选"),
        Text::DoSources => f.write_str("按来源（网站）筛选"),
        Text::DoMonths => f.write_str("按月份筛选"),
        Text::DoSort => f.write_str("切换排序：时间、相关度、标题；新闻还可按报道数量、持续时间"),
        Text::DoFilter => f.write_str("输入文字过滤列出的值"),
        Text::DoNextHit => f.write_str("下一处匹配；没有搜索时为下一篇未读文章"),
        Text::DoPreviousHit => f.write_str("上一处匹配；没有搜索时为上一篇未读文章"),
        Text::HintFilter => f.write_str("过滤"),
        Text::DoCopyMenu => f.write_str("选择要复制的内容"),
        Text::Copies => f.write_str("复制"),
        Text::CopyLink => f.write_str("Markdown 链接"),
        Text::CopyTitle => f.write_str("标题"),
        Text::CopyAddress => f.write_str("网址"),
        Text::CopyQuote => f.write_str("引用"),
        Text::CopyCode("") => f.write_str("代码"),
        Text::CopyCode(language) => write!(f, "代码（{language}）"),
        Text::IsItCommand(word, near) => {
            write!(f, "{word} 既不是命令也不是路径；您是不是要输入 {near}？")
        }
        Text::NoSourceIn(1) => f.write_str("这篇文章没有注明来源"),
        Text::NoSourceIn(posts) => write!(f, "{posts} 篇文章都没有注明来源"),
        Text::OpenMany(pages) => write!(f, "要打开 {pages} 个页面吗？[y/N] "),
        Text::TooManyPages(pages) => {
            write!(f, "页面过多（{pages} 个）；请用 -n 限定数量，或用 --print 查看")
        }
        Text::NoPage(word, names) => write!(f, "{word} 没有手册页；有手册页的是 {names}"),
        Text::FileNotWritten(path, why) => write!(f, "无法写入 {path}：{why}"),
        Text::NoFiles => f.write_str("这些文章不是文件，没有路径；请指定一个文件夹"),
        Text::EphemeralMarks => f.write_str("--ephemeral 不保存标记；请去掉它"),
        Text::NoFolderForMarks => f.write_str("没有可以保存标记的主目录；请设置 HOME"),
        Text::MarkedInput => {
            f.write_str("-：标准输入里的文章不保存标记；要从那里读取 id，请用 --stdin")
        }
        Text::MarksNothingNamed => {
            f.write_str("要标记哪些？请给出 -q QUERY、PATH 或 --stdin，全部则用 --all")
        }
        Text::MarksEmptyQuery => f.write_str("查询为空，会匹配全部内容；确实如此请加 --all"),
        Text::MarksDoubtfulQuery => {
            f.write_str("没有标记任何内容；请改正查询，或用 --dry-run 查看它找到的内容")
        }
        Text::NotAnOwnTag(tag, most) => {
            write!(f, "{tag:?} 不能作为标签；标签需要 1 到 {most} 个字符")
        }
        Text::NoteTooLong(most) => write!(f, "笔记超过了 {most} 字节"),
        Text::IdsFromTerminal => f.write_str("--stdin：标准输入是终端；请用管道传入 id 或路径"),
        Text::IdsNotRead(why) => write!(f, "--stdin：无法读取：{why}"),
        Text::NothingCalled(line, name) => {
            write!(f, "标准输入第 {line} 行：没有名为 {name:?} 的内容")
        }
        Text::TagsLeftOut(count, most) => {
            write!(f, "其中 {count} 项已有 {most} 个标签，没有再添加")
        }
        Text::PostsMarked(_, 0) | Text::PostsToMark(_, 0) => f.write_str("没有匹配的文章"),
        Text::StoriesMarked(_, 0) | Text::StoriesToMark(_, 0) => f.write_str("没有匹配的新闻"),
        Text::PostsMarked(count, all) => write!(f, "共 {all} 篇文章，标记了 {count} 篇"),
        Text::StoriesMarked(count, all) => write!(f, "共 {all} 条新闻，标记了 {count} 条"),
        Text::PostsToMark(count, all) => write!(f, "共 {all} 篇文章，将标记 {count} 篇"),
        Text::StoriesToMark(count, all) => write!(f, "共 {all} 条新闻，将标记 {count} 条"),
        Text::NothingToWatch => f.write_str("没有可监视的文件夹；请指定一个，或在配置里设置 roots"),
        Text::NotRemembered(path, why) => write!(f, "{path}：无法用来记录：{why}"),
        Text::NotARememberedFile(path) => {
            write!(f, "{path}：不是 yunbao watch 写的文件；请换一个新文件")
        }
        Text::CannotRead(path, why) => write!(f, "无法读取 {path}：{why}"),
        Text::RisingTags(days) => write!(f, "升温标签（近 {days} 天对比此前 {days} 天）"),
        Text::FadingTags(days) => write!(f, "降温标签（近 {days} 天对比此前 {days} 天）"),
        Text::Trends => f.write_str("趋势"),
        Text::PostsADay => f.write_str("每日文章"),
        Text::StoriesADay => f.write_str("每日新闻"),
        Text::RisingAndFading => f.write_str("升温与降温"),
        Text::TrendOf(value, now, days, before, outcome) => {
            write!(f, "{value}：近 {days} 天 {now}，此前 {before}；{outcome}")
        }
        Text::TrendOfAll(value, now) => write!(f, "{value}：{now}"),
        Text::IsRising => f.write_str("升温"),
        Text::IsFading => f.write_str("降温"),
        Text::IsSteady => f.write_str("无明显变化"),
        Text::InPosts(name) => write!(f, "{name}（篇）"),
        Text::InStories(name) => write!(f, "{name}（条）"),
        Text::OverTime => f.write_str("变化趋势"),
        Text::ReadSoFar => f.write_str("阅读进度"),
        Text::Rising => f.write_str("升温"),
        Text::NewSince(day) => write!(f, "{day}以来：…"),
        Text::NewStoriesSince(0, _, day) => write!(f, "{day}以来没有新的新闻"),
        Text::NewStoriesSince(count, posts, day) => {
            write!(f, "{day}以来新增 {count} 条新闻，来自 {posts} 篇文章")
        }
        Text::NewBriefly(count, day) => write!(f, "{day}以来新增 {count}"),
        Text::NewPostsSince(0, day) => write!(f, "{day}以来没有新文章"),
        Text::NewPostsSince(count, day) => write!(f, "{day}以来新增 {count} 篇文章"),
        Text::AlreadySeen(count) => write!(f, "已看过 {count} 条"),
        Text::AlreadyRead(count) => write!(f, "已读 {count} 篇"),
        Text::ReportedBefore(count) => write!(f, "{count} 条此前报道过"),
        Text::OtherNewPosts(count, key) => write!(f, "另有 {count} 篇新文章不含新闻：按 {key}"),
        Text::NothingNewSince(day) => write!(f, "{day}以来没有新内容"),
        Text::NewestDay(day) => write!(f, "最新一天：{day}"),
        Text::AllSeen(count) => write!(f, "新增的 {count} 条新闻都已看过。"),
        Text::AllRead(count) => write!(f, "新增的 {count} 篇文章都已读过。"),
        Text::LeavesBriefing(keys) => write!(f, "按 {keys} 离开简报。"),
        Text::Fading => f.write_str("降温"),
        Text::AllDays => f.write_str("全部"),
        Text::AllMonths => f.write_str("全部"),
        Text::NoDays => f.write_str("没有带日期的文章"),
        Text::NoStoryDays => f.write_str("没有带日期的新闻"),
        Text::NothingBefore => f.write_str("没有更早的时段可供比较"),
        Text::NoneInWindow => f.write_str("此时段没有数据"),
        Text::NoneFound => f.write_str("查询结果中没有数据"),
        Text::NoChange => f.write_str("没有明显变化"),
        Text::OnlyTags => f.write_str("只有标签可以显示曲线"),
        Text::FullChart => f.write_str("最多五条曲线，请先隐藏一条"),
        Text::NoneThatDay => f.write_str("这一天没有内容"),
        Text::NoMark => f.write_str("这里没有可以筛选的内容"),
        Text::KeysTrends => f.write_str("趋势"),
        Text::DoTrends => f.write_str("查询结果的趋势"),
        Text::DoNarrowTo => f.write_str("以此筛选并列出文章"),
        Text::DoChart => f.write_str("显示或隐藏标签的曲线"),
        Text::DoLongerWindow => f.write_str("下一个时段：7、30、90、365 天或全部"),
        Text::DoShorterWindow => f.write_str("上一个时段"),
        Text::DoEarlier => f.write_str("上一区块（日历中为上一周）"),
        Text::DoLater => f.write_str("下一区块（日历中为下一周）"),
        Text::HintNarrow => f.write_str("筛选"),
        Text::HintWindow => f.write_str("时段"),
        Text::HintChart => f.write_str("曲线"),
        Text::HintStories => f.write_str("新闻"),
        Text::HintSection => f.write_str("区块"),
        Text::ShortDays(days) => write!(f, "{days} 天"),
        Text::ShortWeekday(day) => f.write_str(weekday_name(*day)),
        Text::ShortMonth(year, 1) => write!(f, "{year}"),
        Text::ShortMonth(_, month) => write!(f, "{month}月"),
        Text::Weekday(weekday, day) => write!(f, "{day} {}", weekday_name(*weekday)),
        Text::CountedPosts(count) => write!(f, "{count} 篇文章"),
        Text::EarlierAndLater(earlier, 0) => write!(f, "远早于此：{earlier}"),
        Text::EarlierAndLater(0, later) => write!(f, "远晚于此：{later}"),
        Text::EarlierAndLater(earlier, later) => {
            write!(f, "远早于此：{earlier}，远晚于此：{later}")
        }
        Text::UndatedPosts(count) => write!(f, "无日期：{count}"),
        Text::DaysAgainst(days) => write!(f, "近 {days} 天对比此前 {days} 天"),
        Text::NoLines(key) => write!(f, "在标签上按 {key} 显示曲线"),
        Text::EachPoint(1) => f.write_str("每天"),
        Text::EachPoint(7) => f.write_str("每周"),
        Text::EachPoint(days) => write!(f, "每 {} 周", days / 7),
        Text::ShownOf(first, last, all) => write!(f, "{first}–{last}/{all}"),
        Text::ReadOf(read, all) => write!(f, "{read}/{all}"),
        Text::AlsoBelow(names) => write!(f, "另有：{names}"),
        Text::NotInTrends(key) => write!(f, "趋势界面不支持此操作；按 {key} 退出"),
        Text::OnDays(counted, filled, days) => {
            write!(f, "{counted}，分布在 {days} 天中的 {filled} 天")
        }
        Text::Busiest(day, counted) => write!(f, "最多：{day}，{counted}"),
        Text::PostsEachWeek(tenths) => {
            write!(f, "平均每周 {}.{} 篇", tenths / 10, tenths % 10)
        }
        Text::StoriesEachWeek(tenths) => {
            write!(f, "平均每周 {}.{} 条", tenths / 10, tenths % 10)
        }
        Text::LongestPause(days, day) => write!(f, "最长间断：自{day}起 {days} 天"),
        Text::WeeksBack(shown, all) => write!(f, "{shown}/{all} 周"),
        Text::LoneOperator(name) => write!(f, "{name} 两侧都需要条件"),
        Text::LoneNot => f.write_str("NOT 后面需要条件"),
        Text::OtherNotation(typed, ours) => {
            write!(f, "{typed} 在此处写作 {ours}；已按普通文本搜索")
        }
        Text::UnknownValue(field, value, near) => {
            write!(f, "没有文章带有 {field}:{value}；您要找的是 {field}:{near} 吗？")
        }
        Text::Warning => f.write_str("警告"),
        Text::Error => f.write_str("错误"),
        Text::Hint => f.write_str("提示"),
        Text::Findings(hints, warnings, errors) => findings(f, *hints, *warnings, *errors),
        Text::FindingsIn(hints, warnings, errors, posts) => {
            write!(f, "{posts} 篇文章，")?;
            findings(f, *hints, *warnings, *errors)
        }
        Text::NoPostsIn(paths) => {
            write!(f, "{paths} 中没有文章：只查找 .md、.markdown 和 .mdx 文件")
        }
        Text::Note(sentence) => write!(f, "说明：{sentence}"),
        Text::NotWritten(why) => write!(f, "无法写入标准输出：{why}"),
        Text::CommandFirst(command, path) => {
            write!(f, "这里没有名为 {command} 的文件夹；命令须放在最前面：yunbao {command} {path}")
        }
        Text::NotInLibrary(path) => write!(f, "{path} 无法作为文章读取"),
        Text::ConfigNotRegular => f.write_str("配置文件不是普通文件；请用 --config 指定另一个"),
        Text::ConfigUnreadable(why) => write!(f, "无法读取配置文件：{why}"),
        Text::ConfigSyntax(why) => write!(f, "此项设置不是有效的 YAML，已忽略：{why}"),
        Text::ConfigMissingRoot(path) => write!(f, "{path} 不存在"),
        Text::ConfigQuery(view, why) => write!(f, "视图“{view}”：{why}"),
        Text::ConfigTooMuch => f.write_str("配置文件过大"),
        Text::ConfigUnknown(name, None) => write!(f, "未知的设置“{name}”"),
        Text::ConfigUnknown(name, Some(near)) => {
            write!(f, "未知的设置“{name}”；您是不是要用“{near}”？")
        }
        Text::ConfigTwice(name, line) => write!(f, "{name} 重复出现，首次出现在第 {line} 行"),
        Text::ConfigNotOneOf(value, names, None) => {
            write!(f, "未知的值“{value}”；应为 {names} 之一")
        }
        Text::ConfigNotOneOf(value, _, Some(near)) => {
            write!(f, "未知的值“{value}”；您是不是要用“{near}”？")
        }
        Text::ConfigWantsMap => f.write_str("此处应为映射（名称和值）"),
        Text::ConfigWantsList => f.write_str("此处应为列表"),
        Text::ConfigWantsText => f.write_str("此处应为文本"),
        Text::ConfigWantsSwitch => f.write_str("此处应为 true 或 false"),
        Text::ConfigWantsNumber => f.write_str("此处应为数字"),
        Text::ConfigNotWithin(least, most) => write!(f, "此处应为 {least} 到 {most} 之间的数字"),
        Text::ConfigNoPath => write!(f, "此处缺少路径，例如 path: ~/news"),
        Text::ConfigNoPullCommand => {
            f.write_str("pull 命令应为列表，例如 [git, -C, \"%r\", pull, --ff-only]")
        }
        Text::ConfigPartOfArgument(word) => write!(f, "{word}：%r 必须单独作为一个参数"),
        Text::ConfigNoWhen => f.write_str("规则缺少条件，例如 when: tag:ads"),
        Text::ConfigNoEffect => {
            f.write_str("规则缺少作用，例如 mute: true、look: bold 或 score: 5")
        }
        Text::ConfigUnfitForRule(condition) => {
            write!(f, "规则中不能使用 {condition}：规则不取决于标记、其他规则或排序")
        }
        Text::ConfigTooManyRules(most) => write!(f, "只使用前 {most} 条规则"),
        Text::ConfigNoCommandName => f.write_str("命令缺少名称，例如 name: translate"),
        Text::ConfigNoCommandRun => f.write_str("命令缺少程序，例如 run: [w3m, \"%u\"]"),
        Text::ConfigNotArguments => {
            f.write_str("此处应为程序及其参数组成的文本列表：[w3m, \"%u\"]")
        }
        Text::ConfigUnknownPlaceholder(sign) => {
            write!(f, "未知的占位符 {sign}；可用 %f %l %u %t %d，%% 表示百分号")
        }
        Text::ConfigPlaceholderInText(word) => write!(
            f,
            "占位符应为单独的参数，或接在选项之后（如 --title=%t），不能是文本 `{word}` 的一部分"
        ),
        Text::ConfigPlaceholderIsCode(word) => write!(
            f,
            "替换 `{word}` 中占位符的内容会被当作代码执行；请将其作为单独的参数传入：[sh, -c, 'program \"$1\"', sh, \"%u\"]"
        ),
        Text::ConfigTooManyCommands(most) => write!(f, "只使用前 {most} 条命令"),
        Text::ConfigRule(why) => write!(f, "规则的条件：{why}"),
        Text::ConfigNoLook(word) => write!(f, "{word} 既不是颜色，也不是样式"),
        Text::ConfigNoKey(name) => write!(f, "没有名为 {name} 的按键"),
        Text::ConfigConflict(keys, action, line, column) => {
            write!(f, "{keys} 已用于 {action}，见 {line}:{column}")
        }
        Text::ConfigProblems(count, key) => {
            write!(f, "配置文件有 {count} 个问题（按 {key} 查看）；其余设置有效")
        }
        Text::ConfigReloaded => f.write_str("已重新读取配置文件"),
        Text::ConfigNoHome => f.write_str("找不到存放配置文件的主目录；请用 --config 指定配置文件"),
        Text::ConfigWritten(path) => write!(f, "已写入 {path}"),
        Text::ConfigOffers(names) => {
            write!(f, "其中列出了可作为 roots 的检出目录：{names}；去掉要读的目录前面的 # 即可")
        }
        Text::ConfigThere(path) => write!(f, "{path} 已存在，未作更改"),
        Text::ConfigNotWritten(path, why) => write!(f, "无法写入 {path}：{why}"),
        Text::ConfigSound(path) => write!(f, "{path}：没有问题"),
        Text::SaidBefore => f.write_str("历史通知"),
        Text::Samples => f.write_str(
            "示例文章；运行 yunbao ~/文章 阅读自己的文章，运行 yunbao config init 新建配置",
        ),
        Text::DoLayout => f.write_str("切换布局：分栏、上下、单窗格"),
        Text::DoFilterPane => f.write_str("显示或隐藏筛选窗格"),
        Text::LayoutColumns => f.write_str("布局：分栏"),
        Text::LayoutRows => f.write_str("布局：上下"),
        Text::LayoutSingle => f.write_str("布局：单窗格"),
        Text::NoRoomForLayout => f.write_str("屏幕太小，无法切换到其他布局"),
        Text::DoFindingKind => f.write_str("只看下一类问题，最后一类之后显示全部"),
        Text::DoDismiss => f.write_str("忽略这个文件的问题"),
        Text::HintKind => f.write_str("类别"),
        Text::HintDismiss => f.write_str("忽略"),
        Text::FindingsAgain => f.write_str("已重新列出这些问题"),
        Text::Dismissed(path, key) => write!(f, "已忽略 {path} 的问题（按 {key} 撤销）"),
        Text::DoMoveBorder => f.write_str("移动窗格边界"),
        Text::DoEdit => f.write_str("用编辑器编辑文章"),
        Text::NoFile => f.write_str("这篇文章不是文件，无法编辑"),
        Text::EditorFailed(program, why) => write!(f, "{program}：{why}"),
        Text::NoEditor => f.write_str("没有编辑器：请在配置文件中设置 editor，或设置 $VISUAL"),
        Text::DiagnosticFrontMatterOpen => f.write_str("front matter 没有结束标记，已读到最后一行"),
        Text::DiagnosticFrontMatterDeep(most) => {
            write!(f, "此处未闭合的括号超过 {most} 层，front matter 已逐行读取")
        }
        Text::DiagnosticFrontMatterUnfolds => {
            f.write_str("别名展开后内容过多，front matter 已逐行读取")
        }
        Text::DiagnosticFrontMatterLong(most) => {
            write!(f, "front matter 超过 {most} KiB，已逐行读取")
        }
        Text::DiagnosticFrontMatterInvalid(dialect) => {
            write!(f, "front matter 此处不是有效的 {dialect}，已逐行读取")
        }
        Text::DiagnosticFrontMatterForeign(language) => {
            write!(f, "front matter 用 {language} 写成，已逐行读取")
        }
        Text::DiagnosticFrontMatterSign => {
            f.write_str("YAML 会把此符号视为语法而丢弃文字，已按纯文本读取；请给该值加上引号")
        }
        Text::DiagnosticKeyTwice(key) => write!(f, "键 `{key}` 重复出现，以最后一个为准"),
        Text::DiagnosticNoDay(text) => write!(f, "`{text}` 不是有效的日期，已忽略"),
        Text::DiagnosticNoAddress(text) => write!(f, "`{text}` 不是 http 或 https 网址"),
        Text::DiagnosticAfterName(day, named) => {
            write!(f, "{day} 晚于文件名中的 {named}，以 {day} 为准")
        }
        Text::DiagnosticDeadLink(target) => write!(f, "链接到 {target}，但该文件不存在"),
        Text::DiagnosticSameTitle(path) => {
            write!(f, "与 {path} 的标题和日期相同；请改名或删除其中一篇")
        }
        Text::DiagnosticOddName => {
            f.write_str("文件名无法在终端显示；已去除控制字符，非 UTF-8 字节显示为 \u{FFFD}")
        }
        Text::DiagnosticTooManyParts(most) => {
            write!(f, "行数与 Markdown 标记合计超过 {most} 个，其余部分未读取")
        }
        Text::DiagnosticTooLarge(most) => write!(f, "超过 {most} MB，其余部分未读取"),
        Text::DiagnosticNotUtf8 => f.write_str("含有非 UTF-8 字节，显示为 \u{FFFD}"),
        Text::DiagnosticMissing => f.write_str("不存在；请检查拼写"),
        Text::DiagnosticForbidden => f.write_str("没有读取权限；请检查权限"),
        Text::DiagnosticUnreadable(why) => write!(f, "无法读取：{why}"),
        Text::DiagnosticNeitherFolderNorFile => {
            f.write_str("既不是文件夹也不是文件；请指定存放 Markdown 文件的文件夹")
        }
        Text::DiagnosticNoText => f.write_str("不是文本文件；请指定 Markdown 文件或文件夹"),
        Text::DiagnosticNoFile => f.write_str("名称像文章，但不是文件，已忽略"),
        Text::DiagnosticBrokenLink => f.write_str("链接目标不存在"),
        Text::DiagnosticCircle => f.write_str("链接指向其上级文件夹，未跟随"),
        Text::DiagnosticOutsideLink => {
            f.write_str("链接指向文件夹之外，未跟随；可直接指定它，或设置 follow_links: true")
        }
        Text::DiagnosticNotRegular => f.write_str("不是普通文件，其中的规则未读取；请将其移走"),
        Text::DiagnosticLinkedRules => {
            f.write_str("是链接，与 git 一样不读取其中的规则；请改用文件副本")
        }
        Text::DiagnosticTooManyRules(kb, mb) => {
            write!(f, "规则太多，未读取；每个文件须小于 {kb} KB，总共须小于 {mb} MB")
        }
        Text::ThemeOf(name) => write!(f, "主题：{name}"),
        Text::LanguageOf(name) => write!(f, "语言：{name}"),
        Text::ThemeChosen(name) => write!(f, "主题 {name}；要保留，请在配置文件中写 theme: {name}"),
        Text::McpOnTerminal => {
            f.write_str("mcp 通过标准输入与智能体通信，而这里的标准输入是终端；按 Ctrl-C 结束")
        }
        Text::McpUsesInput => f.write_str("-：标准输入用于与智能体通信；请改为指定文件或文件夹"),
        Text::InputIsTerminal => f.write_str("-：标准输入是终端；请用管道传入一篇 Markdown 文章"),
        Text::InputNotRead(why) => write!(f, "-：无法读取标准输入：{why}"),
        Text::DumbTerminal => {
            f.write_str("终端无法显示全屏界面（TERM=dumb）；请改用 `yunbao list` 或 `yunbao show`")
        }
        Text::NoTerminal => {
            f.write_str("没有可用于显示界面的终端；请改用 `yunbao list` 或 `yunbao show`")
        }
        Text::NoThreads => f.write_str("系统不允许再创建线程；请调高 `ulimit -u`，或结束其他程序"),
        Text::NoOpenFiles => f.write_str("系统不允许再打开文件；请调高 `ulimit -n`"),
        Text::ListedStories(shown, all) if shown == all => write!(f, "新闻 {all}"),
        Text::ListedStories(shown, all) => write!(f, "新闻 {shown}/{all}"),
        Text::StoryMatches(shown, all) => write!(f, "{shown}/{all} 条"),
        Text::Unseen(count) => write!(f, "{count} 条未看"),
        Text::UnseenStories => f.write_str("未看"),
        Text::StarredStories => f.write_str("星标"),
        Text::NoStories => f.write_str("这些文章没有注明来源，找不到新闻"),
        Text::MarkedSeen(0, _) => f.write_str("这些新闻都已看过"),
        Text::MarkedSeen(1, _) => f.write_str("已标为看过"),
        Text::MarkedSeen(count, key) => write!(f, "已将 {count} 条新闻标为看过（按 {key} 撤销）"),
        Text::MarkedUnseen => f.write_str("已标为未看"),
        Text::UnseenAgain(1) => f.write_str("已恢复为未看"),
        Text::UnseenAgain(count) => write!(f, "{count} 条新闻已恢复为未看"),
        Text::SeenAgain => f.write_str("已恢复为看过"),
        Text::NoMoreUnseen => f.write_str("这个方向没有更多未看的新闻了"),
        Text::SeenBefore => f.write_str("看过"),
        Text::AlsoIn => f.write_str("另见："),
        Text::Since(day) => write!(f, "始于 {day}"),
        Text::NoDates => f.write_str("没有文章注明日期，已列出全部新闻"),
        Text::DoBriefing => f.write_str("简报：上次使用以来的新内容；再按返回"),
        Text::RelatedStories => f.write_str("相关新闻"),
        Text::RelatedTo => f.write_str("相关："),
        Text::NothingRelated => f.write_str("那一周没有其他相关新闻"),
        Text::NoStoryHere => f.write_str("这里没有新闻"),
        Text::NoOtherReport => f.write_str("没有其他文章报道这条新闻"),
        Text::ReportOf(at, all, post) => write!(f, "报道这条新闻的第 {at}/{all} 篇：{post}"),
        Text::MostReportedFirst => f.write_str("按报道数量"),
        Text::HighestScoreFirst => f.write_str("按得分"),
        Text::LongestRunningFirst => f.write_str("按持续时间"),
        Text::DoStories => f.write_str("列出新闻，或返回文章列表"),
        Text::DoAlsoIn => f.write_str("到下一篇报道同一新闻的文章"),
        Text::DoRelated => f.write_str("查看相关的其他新闻"),
        Text::HintPosts => f.write_str("文章"),
        Text::HintAlsoIn => f.write_str("另见"),
        Text::Dossier => f.write_str("来龙去脉"),
        Text::KeysDossier => f.write_str("来龙去脉"),
        Text::DoDossier => f.write_str("新闻的来龙去脉：历次报道及各自的新内容"),
        Text::DoReadReport => f.write_str("到文章中阅读该报道；在相关新闻上则查看其来龙去脉"),
        Text::DoNextReport => f.write_str("下一篇报道"),
        Text::DoPreviousReport => f.write_str("上一篇报道"),
        Text::NotInDossier(key) => write!(f, "来龙去脉中不支持此操作；按 {key} 返回"),
        Text::NoStoryForDossier(key) => {
            write!(
                f,
                "这里没有新闻：请先在新闻列表（{key}）或阅读窗格中选中一条新闻，再查看来龙去脉"
            )
        }
        Text::NoReports => f.write_str("已没有文章报道这条新闻"),
        Text::NoMoreReports => f.write_str("没有更多报道了"),
        Text::ReportedBetween(count, first, last) => {
            write!(f, "共报道 {count} 次，{first} 至 {last}")
        }
        Text::ReportedOn(count, day) => write!(f, "共报道 {count} 次，{day}"),
        Text::FirstReport => f.write_str("首次报道"),
        Text::NothingNew => f.write_str("无新内容"),
        Text::NewWords(count) => write!(f, "新增 {count} 字"),
        Text::NoNote => Ok(()),
        Text::HeadlineOnly => f.write_str("只有标题"),
        Text::GoesOn(key) => write!(f, "…… 按 {key} 到文章中阅读其余部分"),
        Text::ReportNumber(number, all) => write!(f, "报道 {number}/{all}"),
        Text::HintDossier => f.write_str("来龙去脉"),
        Text::HintReport => f.write_str("下一篇"),
        Text::HintStar => f.write_str("星标"),
        Text::WhyStory => f.write_str("新闻"),
        Text::WhyNoPage => f.write_str("不是网页"),
        Text::WhyFooter => f.write_str("关于刊物：订阅、作者、招聘"),
        Text::WhyReferences => f.write_str("参考资料"),
        Text::WhyOwnTitle => f.write_str("文章标题或刊物名称"),
        Text::WhyOwnPage => f.write_str("指向文章自身"),
        Text::WhyPostSource => f.write_str("整篇文章的来源"),
        Text::WhyCategory => f.write_str("栏目标题，新闻在其下"),
        Text::WhyChanges => f.write_str("提交或变更列表"),
        Text::WhyIssues => f.write_str("往期列表"),
        Text::WhySparse => f.write_str("列表中只有少数条目带链接"),
        Text::WhyBelowStory => f.write_str("属于上面的新闻"),
        Text::WhyAmid => f.write_str("正文中的链接"),
        Text::WhyRequest => f.write_str("对读者的请求或致谢"),
        Text::WhyRepeated => f.write_str("另一条新闻指向同一网页且更详细"),
        Text::WhyBoilerplate => f.write_str("文件夹中多数文章都有此链接"),
        Text::WhyArticle => f.write_str("按普通文章处理"),
        Text::WhyNone => f.write_str("没有指明网页"),
        Text::ReadAsDigest(path) => write!(f, "{path}：识别为新闻汇总"),
        Text::ReadAsNeighbours(path) => {
            write!(f, "{path}：识别为新闻汇总，与同一文件夹的其他文章一样")
        }
        Text::ReadAsUndated(path) => {
            write!(f, "{path}：没有日期，文件名中也没有数字，因此识别为普通文章")
        }
        Text::ReadAsArticle(path) => write!(f, "{path}：识别为普通文章"),
        Text::SourceLabel => f.write_str("**来源：**"),
        Text::OtherStories => f.write_str("其他"),
        Text::ExportHeading => f.write_str("导出"),
        Text::ExportHint => f.write_str("Enter 导出，← → 更改，Esc 关闭"),
        Text::ExportWhat => f.write_str("内容"),
        Text::ExportFormat => f.write_str("格式"),
        Text::ExportGroupBy => f.write_str("分组"),
        Text::ExportOrder => f.write_str("顺序"),
        Text::ExportTitle => f.write_str("标题"),
        Text::ExportTo => f.write_str("随后"),
        Text::ExportFile => f.write_str("文件"),
        Text::ExportSelected => f.write_str("所选"),
        Text::ExportStarred => f.write_str("星标"),
        Text::ExportEverything => f.write_str("全部"),
        Text::GroupByNothing => f.write_str("不分组"),
        Text::GroupByTag => f.write_str("标签"),
        Text::GroupByDay => f.write_str("日期"),
        Text::OrderListed => f.write_str("与列表相同"),
        Text::OrderNewest => f.write_str("最新在前"),
        Text::OrderOldest => f.write_str("最旧在前"),
        Text::OrderMostReported => f.write_str("报道最多在前"),
        Text::OrderTitle => f.write_str("按标题"),
        Text::ExportToEditor => f.write_str("用编辑器打开"),
        Text::ExportToFile => f.write_str("仅保存"),
        Text::ExportToClipboard => f.write_str("复制，不存文件"),
        Text::Exporting => f.write_str("正在导出…"),
        Text::ExportedTo(1, file) => write!(f, "已将 1 条新闻写入 {file}"),
        Text::ExportedTo(count, file) => write!(f, "已将 {count} 条新闻写入 {file}"),
        Text::NothingToExport => f.write_str("没有可导出的内容"),
        Text::NoFileName => f.write_str("文件需要名称"),
        Text::FileExists(file) => write!(f, "{file} 已存在"),
        Text::Overwrite(file) => write!(f, "{file} 已存在。要替换吗？"),
        Text::CouldNotWrite(file, reason) => write!(f, "无法写入 {file}：{reason}"),
        Text::ClearStars(1) => f.write_str("取消这个星标？"),
        Text::ClearStars(count) => write!(f, "取消这 {count} 个星标？"),
        Text::WeeklyTitle(year, month, day) => write!(f, "一周新闻（{year}年{month}月{day}日）"),
        Text::Untitled => f.write_str("无标题"),
        Text::HintExport => f.write_str("导出"),
        Text::HintChange => f.write_str("更改"),
        Text::KeysCommands => f.write_str("自定义命令"),
        Text::DoCommands => f.write_str("运行自定义命令"),
        Text::CommandsTitle => f.write_str("命令"),
        Text::NoCommands => f.write_str("还没有自定义命令：请在配置文件的 commands 中添加"),
        Text::NoSuchCommand(name) => write!(f, "配置文件中已没有命令 {name}"),
        Text::CommandsRun(names, key) => write!(f, "{names}…（按 {key} 停止）"),
        Text::CommandRead(name) => write!(f, "{name}：查看"),
        Text::CommandStop(name) => write!(f, "{name}：停止"),
        Text::CommandKept => f.write_str("来自先前的运行"),
        Text::CommandCut => f.write_str("过长，已截断"),
        Text::CommandRunsAgain(key) => write!(f, "按 {key} 重新运行"),
        Text::HintRunAgain => f.write_str("重新运行"),
        Text::CommandNotInTrends(name) => write!(f, "{name} 用于文章和新闻，不能用于趋势"),
        Text::CommandNeedsStory(name, key) => {
            write!(f, "{name} 用于新闻：请在阅读窗格中转到一条新闻，或按 {key} 列出新闻")
        }
        Text::CommandNeedsPost(name) => write!(f, "{name}：此处没有文章"),
        Text::CommandNoFile(name) => write!(f, "{name} 需要文件，而这篇文章不是文件"),
        Text::CommandNoUrl(name) => write!(f, "{name} 需要网页地址，而此处没有"),
        Text::CommandUnreadable(name, path, why) => {
            write!(f, "未运行 {name}，因为无法读取 {path}：{why}")
        }
        Text::CommandTooLong(name, most) => write!(f, "未运行 {name}：文本超过 {most} MB"),
        Text::CommandNotFound(name, program) => {
            write!(f, "{name}：找不到 {program}；请安装它，或更正配置文件中的 run")
        }
        Text::CommandNotStarted(name, program, why) => {
            write!(f, "{name}：无法启动 {program}：{why}")
        }
        Text::CommandCode(name, program, code) => write!(f, "{name}：{program} 以代码 {code} 退出"),
        Text::CommandSignal(name, program, signal) => {
            write!(f, "{name}：{program} 被信号 {signal} 终止")
        }
        Text::CommandTimeLimit(name, seconds) => {
            write!(f, "{name} 运行超过 {seconds} 秒（timeout），已停止")
        }
        Text::CommandWantedTerminal(name) => {
            write!(f, "{name} 要使用终端，已停止：请为它设置 out: terminal")
        }
        Text::CommandErrors(sentence, errors) => write!(f, "{sentence}：{errors}"),
        Text::CommandCancelled(name) => write!(f, "已停止 {name}"),
        Text::CommandNoOutput(name) => write!(f, "{name} 没有输出"),
        Text::CommandSays(name, line) => write!(f, "{name}：{line}"),
        Text::CommandDone(title, key) => write!(f, "已完成：{title}（按 {key} 列出）"),
        Text::CommandRunsAlready(name) => write!(f, "{name} 已在运行"),
        Text::TooManyCommandsRun(most) => write!(f, "未启动：已有 {most} 个命令在运行"),
        Text::DoExport => f.write_str("导出所选、所查或加星标的新闻"),
        Text::SelectedRows(count, 0) => write!(f, "已选 {count} 项"),
        Text::SelectedRows(count, unlisted) => {
            write!(f, "已选 {count} 项，其中 {unlisted} 项不在列表中")
        }
        Text::MarkedReadOf(count, key) => write!(f, "已将 {count} 项标为已读（按 {key} 撤销）"),
        Text::MarkedUnreadOf(count, key) => write!(f, "已将 {count} 项标为未读（按 {key} 撤销）"),
        Text::StarredOf(count, key) => write!(f, "已为 {count} 项加星标（按 {key} 撤销）"),
        Text::UnstarredOf(count, key) => write!(f, "已取消 {count} 项的星标（按 {key} 撤销）"),
        Text::AllReadThere => f.write_str("那里没有未读的"),
        Text::OpeningPages(1) => f.write_str("正在打开 1 个网页"),
        Text::OpeningPages(count) => write!(f, "正在打开 {count} 个网页"),
        Text::OpenPages(count) => write!(f, "在浏览器中打开 {count} 个网页？"),
        Text::CopiedLines(count) => write!(f, "已复制 {count} 行"),
        Text::CopyLinks(count) => write!(f, "{count} 条链接的 Markdown 列表"),
        Text::CopyTitles(count) => write!(f, "{count} 个标题"),
        Text::CopyAddresses(count) => write!(f, "{count} 个网址"),
        Text::Question => f.write_str("请确认"),
        Text::ConfirmHint => f.write_str("Enter y 是，Esc n 否"),
        Text::HintYes => f.write_str("是"),
        Text::HintNo => f.write_str("否"),
        Text::HintRange => f.write_str("选到此处"),
        Text::HintMarkRead => f.write_str("已读"),
        Text::HintCopy => f.write_str("复制"),
        Text::HintCopyMenu => f.write_str("复制为"),
        Text::HintClear => f.write_str("取消选择"),
        Text::DoSelect => f.write_str("选择或取消选择此行，并下移"),
        Text::DoSelectRange => f.write_str("选到上次所选的行；未选时全选"),
        Text::DoMarkAboveRead => f.write_str("把上方的全部标为已读"),
        Text::DoMarkBelowRead => f.write_str("把下方的全部标为已读"),
        Text::FirstSteps => f.write_str("入门"),
        Text::Hides(key) => write!(f, "{key} 隐藏"),
        Text::StepRead => f.write_str("阅读选中的文章"),
        Text::StepNextStory => f.write_str("在文章中跳到下一条新闻"),
        Text::StepOpenSource => f.write_str("在浏览器中打开新闻来源"),
        Text::StepSearch => f.write_str("搜索：边输入，边缩小列表"),
        Text::StepStories => f.write_str("列出新闻，每条只出现一次"),
        Text::StepHelp => f.write_str("查看当前可用的全部快捷键"),
    }
}

/// Short name of a weekday; 0 is Monday.
fn weekday_name(day: u8) -> &'static str {
    const NAMES: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    NAMES.get(usize::from(day)).copied().unwrap_or_default()
}

/// Number of errors, warnings and hints, without those that are zero.
fn findings(
    f: &mut fmt::Formatter<'_>,
    hints: usize,
    warnings: usize,
    errors: usize,
) -> fmt::Result {
    let counts = [(errors, "个错误"), (warnings, "个警告"), (hints, "条提示")];
    let mut counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let Some((count, unit)) = counts.next() else { return f.write_str("没有问题") };
    write!(f, "{count} {unit}")?;
    counts.try_for_each(|(count, unit)| write!(f, "，{count} {unit}"))
}
