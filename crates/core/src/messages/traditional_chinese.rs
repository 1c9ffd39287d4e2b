//! Every sentence in 繁體中文, with the terms of Taiwan.

use super::Text;
use std::fmt;

/// Writes a sentence. The match is exhaustive, so that a missing sentence does not compile.
#[expect(clippy::too_many_lines, reason = "a table of every sentence, one row each")]
pub(super) fn write(text: &Text<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match text {
        Text::Facets => f.write_str("篩選"),
        Text::Posts(shown, all) if shown == all => write!(f, "文章 {all}"),
        Text::Posts(shown, all) => write!(f, "文章 {shown}/{all}"),
        Text::Categories => f.write_str("分類"),
        Text::Tags => f.write_str("標籤"),
        Text::Authors => f.write_str("作者"),
        Text::Sources => f.write_str("來源"),
        Text::Months => f.write_str("月份"),
        Text::More(count) => write!(f, "還有 {count} 個…"),
        Text::Fewer => f.write_str("收合"),
        Text::QueryExample => {
            f.write_str("搜尋，例如：istio \"服務網格\" tag:kubernetes since:30d -draft")
        }
        Text::Matches(shown, all) => write!(f, "{shown}/{all} 篇"),
        Text::FoundWithout(clause, count) => write!(f, "去掉 {clause} 後有 {count}。"),
        Text::NothingFound => f.write_str("找不到符合的內容。"),
        Text::PostsInstead(count, key) => {
            write!(f, "沒有符合的新聞，但有 {count} 篇文章符合：按 {key} 列出文章。")
        }
        Text::OnlyDrafts => f.write_str("所有文章都是草稿：可用 is:draft 尋找。"),
        Text::AllMuted(count, key) => write!(f, "全部 {count} 則都被規則封鎖：按 {key} 查看。"),
        Text::NothingToMute => f.write_str("這裡沒有可封鎖的：請移到文章、新聞或篩選欄中的值"),
        Text::MuteTitle => f.write_str("永久封鎖"),
        Text::RuleAdded(when, key) => write!(f, "已封鎖 {when}：按 {key} 復原"),
        Text::RuleRemoved(when) => write!(f, "不再封鎖 {when}"),
        Text::RulesNotEditable(path) => write!(
            f,
            "未加入規則：{path} 不是有效的 YAML，或其中的 rules 不是每條一行的清單；請在檔案中加入"
        ),
        Text::RuleChanged(path) => write!(f, "未復原：{path} 中的規則已被修改"),
        Text::Muted(count) => write!(f, "已封鎖 {count}"),
        Text::MutedShownBy(count, key) => write!(f, "已封鎖 {count}（{key}）"),
        Text::ClearsQuery(keys) => write!(f, "按 {keys} 清除查詢。"),
        Text::GivesBackQuery(keys) => write!(f, "按 {keys} 取消。"),
        Text::BackToTrends(keys) => write!(f, "按 {keys} 返回趨勢。"),
        Text::NoValue => f.write_str("沒有符合的項目"),
        Text::NoPosts => f.write_str("還沒有文章。"),
        Text::NothingToRead => f.write_str("沒有可讀的文章。"),
        Text::ReadingTime(minutes) => write!(f, "{minutes} 分鐘"),
        Text::Stories(count) => write!(f, "{count} 則新聞"),
        Text::Draft => f.write_str("草稿"),
        Text::EmptyPost => f.write_str("這篇文章沒有內文。"),
        Text::Undated => f.write_str("無日期"),
        Text::Walking => f.write_str("正在尋找文章…"),
        Text::Reading(read, total) => write!(f, "正在讀取 {read}/{total}…"),
        Text::Problems(count) => write!(f, "{count} 個問題"),
        Text::NoProblems => f.write_str("沒有問題：所有檔案皆已正常解析。"),
        Text::TooSmall(width, height) => write!(f, "至少需要 {width}×{height}"),
        Text::NoSource => f.write_str("這篇文章沒有註明來源"),
        Text::NoLink(number) => write!(f, "這篇文章沒有第 {number} 個連結"),
        Text::NotOpened(url) => write!(f, "只能開啟網頁，無法開啟 {url}"),
        Text::Opening(url) => write!(f, "正在開啟 {url}"),
        Text::CouldNotOpen(url, why) => write!(f, "無法開啟 {url}：{why}"),
        Text::Copied(text) => write!(f, "已複製 {text}"),
        Text::CouldNotCopy(why) => write!(f, "無法複製：{why}"),
        Text::NothingToCopy => f.write_str("沒有可複製的內容"),
        Text::TooMuchToCopy(size, most) => write!(f, "無法複製：共 {size} kB，上限 {most} kB"),
        Text::NamesUser(host, url) => write!(f, "未開啟：主機 {host} 前帶有使用者名稱：{url}"),
        Text::NotWeb(url) => write!(f, "僅支援開啟 http 和 https 網址：{url}"),
        Text::NotStarted(program, why, url) => {
            write!(f, "請自行開啟：{url} – 無法啟動 {program}（{why}）")
        }
        Text::ShellText(command) => write!(
            f,
            "`{command}` 會使 shell 執行取代 %s 的內容；請將其作為單獨的參數傳入：sh -c 'program \"$1\"' sh %s"
        ),
        Text::BrowserInShell(command, url) => {
            write!(f, "請自行開啟：{url} – ")?;
            write(&Text::ShellText(command), f)
        }
        Text::NoBrowser(url) => write!(f, "請自行開啟：{url} – 找不到瀏覽器"),
        Text::BrowserFailed(program, status, url) => {
            write!(f, "請自行開啟：{url} – {program} 發生錯誤（{status}）")
        }
        Text::DayOfMonth(day) => write!(f, "{day}日"),
        Text::ShortDay(month, day) => write!(f, "{month}月{day}日"),
        Text::MonthOfYear(year, month) => write!(f, "{year}年{month}月"),
        Text::DayOfYear(month, day) => write!(f, "{month}月{day}日"),
        Text::UndatedHeading => f.write_str("無日期"),
        Text::Day(year, month, day) => write!(f, "{year}年{month}月{day}日"),
        Text::NoMoreStories => f.write_str("這個方向沒有更多新聞或標題了"),
        Text::LastPost => f.write_str("已是最後一篇"),
        Text::FirstPost => f.write_str("已是第一篇"),
        Text::NothingToUndo => f.write_str("沒有可復原的動作"),
        Text::Reloaded(count) => write!(f, "已重新讀取 {count} 篇文章"),
        Text::Looking => f.write_str("正在檢查變更…"),
        Text::Unchanged => f.write_str("沒有變更"),
        Text::Refreshed(new, changed, gone) => {
            let mut parts = Vec::new();
            if *new > 0 {
                parts.push(format!("新增 {new} 篇"));
            }
            if *changed > 0 {
                parts.push(format!("變更 {changed} 篇"));
            }
            if *gone > 0 {
                parts.push(format!("刪除 {gone} 篇"));
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
                parts.push(format!("{stories} 則新聞"));
            }
            if *changed > 0 {
                parts.push(format!("變更 {changed} 篇"));
            }
            if *gone > 0 {
                parts.push(format!("刪除 {gone} 篇"));
            }
            let what = if parts.is_empty() { "已是最新".to_owned() } else { parts.join("，") };
            write!(f, "{name}：{what}")
        }
        Text::PullFailed(name, key) => write!(f, "{name}：失敗（{key}）"),
        Text::PullStopped(name) => write!(f, "{name}：已取消"),
        Text::PullsUpToDate(count) => write!(f, "{count} 個已是最新"),
        Text::PullFailedFor(why) => write!(f, "拉取失敗：{why}"),
        Text::NothingToPull(command) => {
            write!(f, "沒有可拉取的內容：設定中沒有任何 root 設有拉取指令，例如 pull: {command}")
        }
        Text::NothingToPullHere(command) => write!(
            f,
            "沒有可拉取的內容：設定中沒有為目前所讀的資料夾設拉取指令，例如 pull: {command}"
        ),
        Text::NoPullAt(path) => write!(f, "{path}：設定中沒有位於此處且設有 pull 指令的 root"),
        Text::PullNoFolder => f.write_str("資料夾不存在"),
        Text::PullNotFound(program) => write!(f, "找不到 {program}；請安裝它，或寫明它的路徑"),
        Text::PullNotStarted(program, why) => write!(f, "無法啟動 {program}：{why}"),
        Text::PullExited(code) => write!(f, "結束代碼 {code}"),
        Text::PullSignal(number) => write!(f, "被訊號 {number} 終止"),
        Text::PullTimeLimit(seconds) => write!(f, "{seconds} 秒內未完成，已停止"),
        Text::PullAsked => {
            f.write_str("它要求輸入密碼之類的內容，而這裡無法回答；請先在終端機中執行一次")
        }
        Text::PullTooMuchOutput => f.write_str("輸出過多，已停止"),
        Text::PullCancelled => f.write_str("已取消"),
        Text::RootAdded(path, posts, stories) => {
            write!(f, "已加入 {path}：{posts} 篇文章，{stories} 則新聞")
        }
        Text::RootThere(path, posts, stories) => {
            write!(f, "{path} 已在 roots 中：{posts} 篇文章，{stories} 則新聞")
        }
        Text::RootsNotEditable(path, lines) => write!(
            f,
            "未加入：{path} 不是有效的 YAML，或其中的 roots 不是每項一行的清單；請在 roots 下加入：\n{lines}"
        ),
        Text::Cloning(address, folder) => write!(f, "正在將 {address} 複製到 {folder}"),
        Text::NotCloned(address, why) => write!(f, "未能複製 {address}：{why}"),
        Text::FolderNotMade(path, why) => write!(f, "無法建立 {path}：{why}"),
        Text::FolderTaken(path, address) => {
            write!(f, "{path} 不是空資料夾，也不是 {address} 的簽出目錄；請用 --to 指定其他資料夾")
        }
        Text::NoFolderForClones => f.write_str("找不到存放複本的家目錄；請用 --to 指定資料夾"),
        Text::AddressIsOption(text) => {
            write!(f, "{text}：位址不能以 - 開頭；若是路徑，請寫成 ./{text}")
        }
        Text::AddressScheme(scheme) => {
            write!(f, "{scheme}：只能從 https、ssh、git 和 file 位址複製儲存庫")
        }
        Text::NoSuchRoot(text, meant) => {
            write!(f, "{text}：沒有這個路徑，它也不是儲存庫位址")?;
            meant.map_or(Ok(()), |meant| write!(f, "；是否想輸入 {meant}？"))
        }
        Text::WatchLimit(key) => {
            f.write_str("系統無法監看更多資料夾；將定期檢查變更")?;
            key.map_or(Ok(()), |key| write!(f, "（按 {key} 立即檢查）"))
        }
        Text::WatchRemote(key) => {
            f.write_str("收不到其他電腦上的變更通知，將定期檢查")?;
            key.map_or(Ok(()), |key| write!(f, "（按 {key} 立即檢查）"))
        }
        Text::WatchFailed(why, key) => {
            write!(f, "無法監看（{why}）；將定期檢查變更")?;
            key.map_or(Ok(()), |key| write!(f, "（按 {key} 立即檢查）"))
        }
        Text::Help => f.write_str("快速鍵"),
        Text::KeysAnywhere => f.write_str("任何位置"),
        Text::KeysPanes => f.write_str("各窗格"),
        Text::KeyElsewhere(key, place, action) => {
            write!(f, "{key} 在此處無效。{place}：{action}")
        }
        Text::KeyUnbound(key, help) => write!(f, "{key} 在此處無效；按 {help} 查看所有快速鍵"),
        Text::KeysScrolling => f.write_str("移動"),
        Text::KeysFacets => f.write_str("篩選窗格"),
        Text::KeysList => f.write_str("文章清單"),
        Text::KeysReader => f.write_str("閱讀窗格"),
        Text::KeysProblems => f.write_str("問題清單"),
        Text::KeysQuery => f.write_str("查詢列"),
        Text::QueryKeep => f.write_str("套用查詢並移到清單"),
        Text::QueryGiveBack => f.write_str("恢復先前的查詢"),
        Text::QueryComplete => f.write_str("自動完成欄位或值；下一個、上一個"),
        Text::QueryHistory => f.write_str("上一筆、下一筆歷史查詢"),
        Text::QueryHelp => f.write_str("在詞首顯示查詢語法與範例"),
        Text::QueryLanguage => f.write_str("查詢語法"),
        Text::HintSyntax => f.write_str("語法"),
        Text::FormWords => f.write_str("同時含有這些詞"),
        Text::FormPhrase => f.write_str("含有這個片語"),
        Text::FormTag => f.write_str("帶有該標籤的文章"),
        Text::FormAnyOf => f.write_str("帶有任一標籤的文章"),
        Text::FormGlob => f.write_str("以 k 開頭的標籤"),
        Text::FormNot => f.write_str("不帶該標籤的文章"),
        Text::FormOr => f.write_str("符合任一條件"),
        Text::FormField => f.write_str("在標題中；另有 category: author: body: story: path:"),
        Text::FormSource => f.write_str("來自該網站"),
        Text::FormSince => f.write_str("最近七天；另有 before: after: today"),
        Text::FormDates => f.write_str("起訖日期或月份"),
        Text::FormUnread => {
            f.write_str("未讀文章；另有 is:new is:read is:seen is:draft is:undated")
        }
        Text::FormStarred => f.write_str("加星號的文章，或含加星號新聞的文章"),
        Text::FormHas => f.write_str("含有程式碼的文章；另有 has:source has:stories has:warning"),
        Text::FormPattern => f.write_str("正規表示式"),
        Text::FormPinyin => f.write_str("依拼音尋找中文，也可只寫首字母：fwwg"),
        Text::FormSort => f.write_str("排序；另有 sort:title -sort:date sort:count"),
        Text::QueryEdit => f.write_str("行首、行尾、刪除單字、刪除到行首"),
        Text::HintComplete => f.write_str("自動完成"),
        Text::HintHistory => f.write_str("歷史"),
        Text::HintRead => f.write_str("閱讀"),
        Text::StarredStoriesInstead(count, key) => {
            write!(f, "{count} 則加星號的新聞：按 {key} 查看")
        }
        Text::HintOpen => f.write_str("開啟"),
        Text::HintSearch => f.write_str("搜尋"),
        Text::HintTags => f.write_str("標籤"),
        Text::HintPane => f.write_str("窗格"),
        Text::HintHelp => f.write_str("說明"),
        Text::HintQuit => f.write_str("離開"),
        Text::HintBack => f.write_str("返回"),
        Text::HintToggle => f.write_str("加入"),
        Text::HintExclude => f.write_str("排除"),
        Text::HintStory => f.write_str("新聞"),
        Text::HintPost => f.write_str("文章"),
        Text::HintKeep => f.write_str("套用"),
        Text::HintGiveBack => f.write_str("取消"),
        Text::HintClose => f.write_str("關閉"),
        Text::HintScroll => f.write_str("捲動"),
        Text::HintMark => f.write_str("勾選"),
        Text::HintDelete => f.write_str("刪除"),
        Text::HintChoose => f.write_str("選擇"),
        Text::HintSave => f.write_str("儲存"),
        Text::StoryOf(number, all) => write!(f, "新聞 {number}/{all}"),
        Text::CloseHint => f.write_str("Esc 關閉"),
        Text::DoBack => f.write_str("返回；已在最上層時離開"),
        Text::DoQuit => f.write_str("離開"),
        Text::DoHelp => f.write_str("查看快速鍵"),
        Text::DoNextPane => f.write_str("下一個窗格"),
        Text::DoPreviousPane => f.write_str("上一個窗格"),
        Text::DoSearch => f.write_str("編輯查詢"),
        Text::DoCancel => f.write_str("關閉；清除查詢"),
        Text::DoTags => f.write_str("依標籤篩選"),
        Text::DoCategories => f.write_str("依分類篩選"),
        Text::DoUndo => f.write_str("復原上一次標記或查詢變更"),
        Text::DoZen => f.write_str("只看閱讀窗格，或顯示所有窗格"),
        Text::DoReload => f.write_str("重新讀取資料夾"),
        Text::DoPull => f.write_str("拉取：更新各個 root，再按取消"),
        Text::DoProblems => f.write_str("查看檔案問題"),
        Text::DoRedraw => f.write_str("重繪畫面"),
        Text::DoSuspend => f.write_str("暫停程式"),
        Text::DoDown => f.write_str("向下"),
        Text::DoUp => f.write_str("向上"),
        Text::DoHalfDown => f.write_str("向下半頁"),
        Text::DoHalfUp => f.write_str("向上半頁"),
        Text::DoPageDown => f.write_str("下一頁"),
        Text::DoPageUp => f.write_str("上一頁"),
        Text::DoTop => f.write_str("到開頭"),
        Text::DoBottom => f.write_str("到結尾"),
        Text::DoToggle => f.write_str("將該值加入查詢，或移除"),
        Text::DoExclude => f.write_str("排除該值，或不再排除"),
        Text::DoRead => f.write_str("閱讀文章"),
        Text::DoOpenSource => f.write_str("在瀏覽器中開啟來源"),
        Text::DoCopyUrl => f.write_str("複製來源網址"),
        Text::DoNextStory => f.write_str("下一則新聞或標題"),
        Text::DoPreviousStory => f.write_str("上一則新聞或標題"),
        Text::DoNextPost => f.write_str("下一篇文章"),
        Text::DoPreviousPost => f.write_str("上一篇文章"),
        Text::DoFind => f.write_str("在文章中尋找"),
        Text::HintFind => f.write_str("尋找"),
        Text::NoLinkNumber => f.write_str("請先輸入連結編號，例如 12 Enter"),
        Text::DoOpenLink => f.write_str("開啟所輸入編號的連結"),
        Text::DoLinks => f.write_str("列出文章的連結"),
        Text::DoLinkHints => f.write_str("連結提示"),
        Text::DoPicture => f.write_str("放大顯示圖片"),
        Text::NoPicture => f.write_str("這篇文章沒有本機圖片"),
        Text::PictureMissing => f.write_str("找不到檔案"),
        Text::PictureOutside => f.write_str("在所讀資料夾之外"),
        Text::PictureNotRegular => f.write_str("不是一般檔案"),
        Text::PictureFormat => f.write_str("不是 PNG、JPEG、GIF 或 WebP 圖片"),
        Text::PictureTooLarge(mb) => write!(f, "超過 {mb} MB"),
        Text::PictureTooManyPixels(millions) => write!(f, "超過 {} 萬像素", millions * 100),
        Text::PictureDamaged => f.write_str("檔案已損壞"),
        Text::PictureTooSlow => f.write_str("解碼時間過長"),
        Text::HintOtherPictures => f.write_str("其他圖片"),
        Text::DoOutline => f.write_str("列出文章的標題"),
        Text::DoPalette => f.write_str("從所有動作中選擇"),
        Text::DoJumpBack => f.write_str("後退到上一個位置"),
        Text::DoJumpForward => f.write_str("前進到下一個位置"),
        Text::DoStar => f.write_str("加星號，或取消星號"),
        Text::DoTurnRead => f.write_str("標為已讀或未讀"),
        Text::DoMarkAllRead => f.write_str("將清單中的文章全部標為已讀"),
        Text::DoUnreadOnly => f.write_str("只看未讀文章，或看全部"),
        Text::DoMuted => f.write_str("只看被規則封鎖的，或看其餘的"),
        Text::DoMute => f.write_str("永久封鎖標籤、來源、作者或分類"),
        Text::DoNextUnread => f.write_str("下一篇未讀文章"),
        Text::DoPreviousUnread => f.write_str("上一篇未讀文章"),
        Text::DoViews => f.write_str("選擇檢視"),
        Text::DoSaveView => f.write_str("將查詢儲存為檢視"),
        Text::DoDeleteView => f.write_str("刪除檢視"),
        Text::Links => f.write_str("連結"),
        Text::Headings => f.write_str("大綱"),
        Text::Actions => f.write_str("動作"),
        Text::NoLinks => f.write_str("這裡沒有連結"),
        Text::NoHeadings => f.write_str("這篇文章沒有標題"),
        Text::NothingBack => f.write_str("已無法繼續後退"),
        Text::NothingForward => f.write_str("已無法繼續前進"),
        Text::TypeHint => f.write_str("輸入連結的字母；Esc 取消"),
        Text::Unread(count) => write!(f, "{count} 篇未讀"),
        Text::NewInView(count) => write!(f, "新增 {count}"),
        Text::NewRows => f.write_str("新增"),
        Text::UnreadPosts => f.write_str("未讀"),
        Text::StarredPosts => f.write_str("星號"),
        Text::Views => f.write_str("檢視"),
        Text::NameOfView => f.write_str("將查詢另存為"),
        Text::NameHint => f.write_str("Enter 儲存，Esc 關閉"),
        Text::MarkedRead(0, _) => f.write_str("這些文章都已讀過"),
        Text::MarkedRead(1, _) => f.write_str("已標為已讀"),
        Text::MarkedRead(count, key) => write!(f, "已將 {count} 篇文章標為已讀（按 {key} 復原）"),
        Text::MarkedUnread => f.write_str("已標為未讀"),
        Text::Starred => f.write_str("已加星號"),
        Text::Unstarred => f.write_str("已取消星號"),
        Text::Tagged(tag) => write!(f, "已加自己的標籤 +{tag}"),
        Text::Untagged(tag) => write!(f, "已去掉標籤 +{tag}"),
        Text::TooManyTags(most) => write!(f, "自己的標籤最多 {most} 個"),
        Text::NoteSaved => f.write_str("筆記已儲存"),
        Text::NoteRemoved(key) => write!(f, "筆記已刪除（{key} 復原）"),
        Text::NoteBack => f.write_str("筆記已恢復原樣"),
        Text::NoteUnchanged => f.write_str("筆記沒有改動"),
        Text::NoteCut(most) => write!(f, "筆記超過 {most} kB，已截斷"),
        Text::NoteNotEdited(why) => write!(f, "筆記沒有改動：{why}"),
        Text::NoteOn(title) => write!(f, "筆記：{title}"),
        Text::NoteHint => f.write_str("Enter 儲存，C-e 用編輯器寫，Esc 關閉"),
        Text::MyTags => f.write_str("我的標籤"),
        Text::NewTag => f.write_str("新標籤"),
        Text::TypeATag => f.write_str("輸入一個自己的標籤"),
        Text::WithNote => f.write_str("有筆記"),
        Text::HasNote => f.write_str("筆記"),
        Text::StoryStarred => f.write_str("這則新聞已加星號"),
        Text::StoryUnstarred => f.write_str("這則新聞已取消星號"),
        Text::DoOwnTag => f.write_str("加上或去掉自己的標籤"),
        Text::DoNote => f.write_str("寫筆記"),
        Text::HintEditor => f.write_str("編輯器"),
        Text::HintTag => f.write_str("加上或去掉"),
        Text::HintSeveral => f.write_str("多個"),
        Text::FormMine => f.write_str("有你自己的標籤的文章和新聞；另有 note: has:note"),
        Text::FormMarked => f.write_str("最近七天加的星號；另有 read:14d read:today"),
        Text::UnreadAgain(1) => f.write_str("已恢復為未讀"),
        Text::UnreadAgain(count) => write!(f, "{count} 篇文章已恢復為未讀"),
        Text::ReadAgain => f.write_str("已恢復為已讀"),
        Text::StarredAgain(count) => write!(f, "已恢復 {count} 個星號"),
        Text::UnstarredAgain(count) => write!(f, "已復原 {count} 個星號"),
        Text::NoMoreUnread => f.write_str("這個方向沒有更多未讀文章了"),
        Text::NoViews(key) => write!(f, "還沒有檢視；按 {key} 將查詢儲存為檢視"),
        Text::NoViewHere => f.write_str("這裡只能刪除檢視"),
        Text::NothingToSave => f.write_str("查詢是空的，沒有可儲存的內容"),
        Text::NoName => f.write_str("檢視需要名稱"),
        Text::FixedView(name) => write!(f, "檢視「{name}」在設定檔中定義，請在其中修改"),
        Text::ViewSaved(name, key) => write!(f, "已儲存為「{name}」；按 {key} 列出檢視"),
        Text::ViewDeleted(name, key) => write!(f, "已刪除檢視「{name}」（按 {key} 復原）"),
        Text::ViewBack(name) => write!(f, "已恢復檢視「{name}」"),
        Text::ViewGone(name) => write!(f, "已取消儲存檢視「{name}」"),
        Text::MemoryNewer(file) => {
            write!(f, "標記無法儲存：資料由較新版本的 yunbao 寫入，請升級本程式。{file}")
        }
        Text::MemoryDamaged(file) => write!(f, "標記無法儲存：檔案已損毀，請將它移走。{file}"),
        Text::MemoryForeign(file) => {
            write!(f, "標記無法儲存：檔案屬於其他程式，請將它移走。{file}")
        }
        Text::MemoryReadOnly(file) => {
            write!(f, "標記無法儲存：沒有寫入權限，請檢查檔案及其資料夾的權限。{file}")
        }
        Text::MemoryLocked(file) => write!(f, "標記暫時無法儲存：檔案正被其他程式佔用。{file}"),
        Text::MemoryFull(file) => write!(f, "標記無法儲存：磁碟已滿，請騰出空間後重新標記。{file}"),
        Text::MemoryNotRegular(file) => {
            write!(f, "標記無法儲存：不是一般檔案，請將它移走。{file}")
        }
        Text::MemoryNoFolder(file, why) => write!(
            f,
            "標記無法儲存：無法建立所在資料夾（{why}）；請自行建立，或移走佔用其位置的檔案。{file}"
        ),
        Text::MemoryOther(file, why) => write!(f, "標記無法儲存：{why}。{file}"),
        Text::SyncNoFolder(path) => {
            write!(f, "標記已保留但未同步：請建立資料夾 {path}，或修改設定中的 sync")
        }
        Text::SyncUnwritable(path, why) => {
            write!(f, "標記暫時無法同步（{why}）；標記已保留，稍後寫入。{path}")
        }
        Text::SyncNotRegular(path) => {
            write!(f, "此檔案中的標記未同步：不是一般檔案，請將它移走。{path}")
        }
        Text::SyncTooLarge(path, size) => {
            write!(f, "此檔案中的標記未同步：檔案大於 {size} MB，請將它移走。{path}")
        }
        Text::SyncNewer(path) => {
            write!(f, "部分標記由較新版本的 yunbao 寫入；請更新本程式後查看。{path}")
        }
        Text::SyncOther(path, why) => write!(f, "此檔案中的標記未同步：{why}。{path}"),
        Text::UnknownField(name, Some(near)) => {
            write!(f, "沒有欄位 {name}:（您是不是要用 {near}:？）；已當作純文字搜尋")
        }
        Text::UnknownField(name, None) => write!(f, "沒有欄位 {name}:；已當作純文字搜尋"),
        Text::UnknownName(field, names) => {
            write!(f, "{field}: 的可用值為 {names}；已當作純文字搜尋")
        }
        Text::NotADate(text) => {
            write!(f, "{text} 不是日期（2026-08、2026-08-03、7d）；已當作純文字搜尋")
        }
        Text::BadRegex(why) => write!(f, "正規表示式無效（{why}）；已當作純文字搜尋"),
        Text::OpenRegex => {
            f.write_str("正規表示式須以 / 或 /i 結尾，如 /ebpf|xdp/；已當作純文字搜尋")
        }
        Text::OpenQuote => f.write_str("引號未結束，視為延續到結尾"),
        Text::Parenthesis => f.write_str("括號不成對"),
        Text::TypedFull(longest) => write!(f, "最多 {longest} 個字元，超出部分已截斷"),
        Text::InputLeftOut => f.write_str("按鍵輸入過快，部分已忽略"),
        Text::NoHits => f.write_str("未在文中找到"),
        Text::FromTheTop => f.write_str("已到結尾，從頭繼續尋找"),
        Text::FromTheEnd => f.write_str("已到開頭，從結尾繼續尋找"),
        Text::HitOf(number, all) => write!(f, "第 {number}/{all} 處"),
        Text::Hits(count) => write!(f, "{count} 處符合"),
        Text::NewestFirst => f.write_str("由新到舊"),
        Text::OldestFirst => f.write_str("由舊到新"),
        Text::MostRelevantFirst => f.write_str("依相關度"),
        Text::ByTitle => f.write_str("依標題"),
        Text::DoAuthors => f.write_str("依作者篩選"),
        Text::DoSources => f.write_str("依來源（網站）篩選"),
        Text::DoMonths => f.write_str("依月份篩選"),
        Text::DoSort => f.write_str("切換排序：時間、相關度、標題；新聞還可依報導數量、持續時間"),
        Text::DoFilter => f.write_str("輸入文字過濾列出的值"),
        Text::DoNextHit => f.write_str("下一處符合；沒有搜尋時為下一篇未讀文章"),
        Text::DoPreviousHit => f.write_str("上一處符合；沒有搜尋時為上一篇未讀文章"),
        Text::HintFilter => f.write_str("過濾"),
        Text::DoCopyMenu => f.write_str("選擇要複製的內容"),
        Text::Copies => f.write_str("複製"),
        Text::CopyLink => f.write_str("Markdown 連結"),
        Text::CopyTitle => f.write_str("標題"),
        Text::CopyAddress => f.write_str("網址"),
        Text::CopyQuote => f.write_str("引用"),
        Text::CopyCode("") => f.write_str("程式碼"),
        Text::CopyCode(language) => write!(f, "程式碼（{language}）"),
        Text::IsItCommand(word, near) => {
            write!(f, "{word} 既不是指令也不是路徑；您是不是要輸入 {near}？")
        }
        Text::NoSourceIn(1) => f.write_str("這篇文章沒有註明來源"),
        Text::NoSourceIn(posts) => write!(f, "{posts} 篇文章都沒有註明來源"),
        Text::OpenMany(pages) => write!(f, "要開啟 {pages} 個頁面嗎？[y/N] "),
        Text::TooManyPages(pages) => {
            write!(f, "頁面過多（{pages} 個）；請用 -n 限定數量，或用 --print 查看")
        }
        Text::NoPage(word, names) => write!(f, "{word} 沒有手冊頁；有手冊頁的是 {names}"),
        Text::FileNotWritten(path, why) => write!(f, "無法寫入 {path}：{why}"),
        Text::NoFiles => f.write_str("這些文章不是檔案，沒有路徑；請指定一個資料夾"),
        Text::EphemeralMarks => f.write_str("--ephemeral 不儲存標記；請拿掉它"),
        Text::NoFolderForMarks => f.write_str("沒有可以儲存標記的家目錄；請設定 HOME"),
        Text::MarkedInput => {
            f.write_str("-：標準輸入裡的文章不儲存標記；要從那裡讀取 id，請用 --stdin")
        }
        Text::MarksNothingNamed => {
            f.write_str("要標記哪些？請給出 -q QUERY、PATH 或 --stdin，全部則用 --all")
        }
        Text::MarksEmptyQuery => f.write_str("查詢是空的，會符合全部內容；確實如此請加 --all"),
        Text::MarksDoubtfulQuery => {
            f.write_str("沒有標記任何內容；請更正查詢，或用 --dry-run 查看它找到的內容")
        }
        Text::NotAnOwnTag(tag, most) => {
            write!(f, "{tag:?} 不能當標籤；標籤需要 1 到 {most} 個字元")
        }
        Text::NoteTooLong(most) => write!(f, "筆記超過了 {most} 位元組"),
        Text::IdsFromTerminal => f.write_str("--stdin：標準輸入是終端機；請以管線傳入 id 或路徑"),
        Text::IdsNotRead(why) => write!(f, "--stdin：無法讀取：{why}"),
        Text::NothingCalled(line, name) => {
            write!(f, "標準輸入第 {line} 行：沒有名為 {name:?} 的內容")
        }
        Text::TagsLeftOut(count, most) => {
            write!(f, "其中 {count} 項已有 {most} 個標籤，沒有再加入")
        }
        Text::PostsMarked(_, 0) | Text::PostsToMark(_, 0) => f.write_str("沒有符合的文章"),
        Text::StoriesMarked(_, 0) | Text::StoriesToMark(_, 0) => f.write_str("沒有符合的新聞"),
        Text::PostsMarked(count, all) => write!(f, "共 {all} 篇文章，標記了 {count} 篇"),
        Text::StoriesMarked(count, all) => write!(f, "共 {all} 則新聞，標記了 {count} 則"),
        Text::PostsToMark(count, all) => write!(f, "共 {all} 篇文章，將標記 {count} 篇"),
        Text::StoriesToMark(count, all) => write!(f, "共 {all} 則新聞，將標記 {count} 則"),
        Text::NothingToWatch => {
            f.write_str("沒有可監看的資料夾；請指定一個，或在設定檔裡設定 roots")
        }
        Text::NotRemembered(path, why) => write!(f, "{path}：無法用來記錄：{why}"),
        Text::NotARememberedFile(path) => {
            write!(f, "{path}：不是 yunbao watch 寫的檔案；請換一個新檔案")
        }
        Text::CannotRead(path, why) => write!(f, "無法讀取 {path}：{why}"),
        Text::RisingTags(days) => write!(f, "升溫標籤（近 {days} 天與前 {days} 天相比）"),
        Text::FadingTags(days) => write!(f, "降溫標籤（近 {days} 天與前 {days} 天相比）"),
        Text::Trends => f.write_str("趨勢"),
        Text::PostsADay => f.write_str("每日文章"),
        Text::StoriesADay => f.write_str("每日新聞"),
        Text::RisingAndFading => f.write_str("升溫與降溫"),
        Text::TrendOf(value, now, days, before, outcome) => {
            write!(f, "{value}：近 {days} 天 {now}，此前 {before}；{outcome}")
        }
        Text::TrendOfAll(value, now) => write!(f, "{value}：{now}"),
        Text::IsRising => f.write_str("升溫"),
        Text::IsFading => f.write_str("降溫"),
        Text::IsSteady => f.write_str("無顯著變化"),
        Text::InPosts(name) => write!(f, "{name}（篇）"),
        Text::InStories(name) => write!(f, "{name}（則）"),
        Text::OverTime => f.write_str("變化趨勢"),
        Text::ReadSoFar => f.write_str("閱讀進度"),
        Text::Rising => f.write_str("升溫"),
        Text::NewSince(day) => write!(f, "{day}以來：…"),
        Text::NewStoriesSince(0, _, day) => write!(f, "{day}以來沒有新的新聞"),
        Text::NewStoriesSince(count, posts, day) => {
            write!(f, "{day}以來新增 {count} 則新聞，來自 {posts} 篇文章")
        }
        Text::NewBriefly(count, day) => write!(f, "{day}以來新增 {count}"),
        Text::NewPostsSince(0, day) => write!(f, "{day}以來沒有新文章"),
        Text::NewPostsSince(count, day) => write!(f, "{day}以來新增 {count} 篇文章"),
        Text::AlreadySeen(count) => write!(f, "已看過 {count} 則"),
        Text::AlreadyRead(count) => write!(f, "已讀 {count} 篇"),
        Text::ReportedBefore(count) => write!(f, "{count} 則先前報導過"),
        Text::OtherNewPosts(count, key) => write!(f, "另有 {count} 篇新文章不含新聞：按 {key}"),
        Text::NothingNewSince(day) => write!(f, "{day}以來沒有新內容"),
        Text::NewestDay(day) => write!(f, "最新一天：{day}"),
        Text::AllSeen(count) => write!(f, "新增的 {count} 則新聞都已看過。"),
        Text::AllRead(count) => write!(f, "新增的 {count} 篇文章都已讀過。"),
        Text::LeavesBriefing(keys) => write!(f, "按 {keys} 離開簡報。"),
        Text::Fading => f.write_str("降溫"),
        Text::AllDays => f.write_str("全部"),
        Text::AllMonths => f.write_str("全部"),
        Text::NoDays => f.write_str("沒有帶日期的文章"),
        Text::NoStoryDays => f.write_str("沒有帶日期的新聞"),
        Text::NothingBefore => f.write_str("沒有更早的時段可供比較"),
        Text::NoneInWindow => f.write_str("此時段沒有資料"),
        Text::NoneFound => f.write_str("查詢結果中沒有資料"),
        Text::NoChange => f.write_str("沒有顯著變化"),
        Text::OnlyTags => f.write_str("只有標籤可以顯示曲線"),
        Text::FullChart => f.write_str("最多五條曲線，請先隱藏一條"),
        Text::NoneThatDay => f.write_str("這一天沒有內容"),
        Text::NoMark => f.write_str("這裡沒有可以篩選的內容"),
        Text::KeysTrends => f.write_str("趨勢"),
        Text::DoTrends => f.write_str("查詢結果的趨勢"),
        Text::DoNarrowTo => f.write_str("以此篩選並列出文章"),
        Text::DoChart => f.write_str("顯示或隱藏標籤的曲線"),
        Text::DoLongerWindow => f.write_str("下一個時段：7、30、90、365 天或全部"),
        Text::DoShorterWindow => f.write_str("上一個時段"),
        Text::DoEarlier => f.write_str("上一區塊（日曆中為上一週）"),
        Text::DoLater => f.write_str("下一區塊（日曆中為下一週）"),
        Text::HintNarrow => f.write_str("篩選"),
        Text::HintWindow => f.write_str("時段"),
        Text::HintChart => f.write_str("曲線"),
        Text::HintStories => f.write_str("新聞"),
        Text::HintSection => f.write_str("區塊"),
        Text::ShortDays(days) => write!(f, "{days} 天"),
        Text::ShortWeekday(day) => f.write_str(weekday_name(*day)),
        Text::ShortMonth(year, 1) => write!(f, "{year}"),
        Text::ShortMonth(_, month) => write!(f, "{month}月"),
        Text::Weekday(weekday, day) => write!(f, "{day} {}", weekday_name(*weekday)),
        Text::CountedPosts(count) => write!(f, "{count} 篇文章"),
        Text::EarlierAndLater(earlier, 0) => write!(f, "遠早於此：{earlier}"),
        Text::EarlierAndLater(0, later) => write!(f, "遠晚於此：{later}"),
        Text::EarlierAndLater(earlier, later) => {
            write!(f, "遠早於此：{earlier}，遠晚於此：{later}")
        }
        Text::UndatedPosts(count) => write!(f, "無日期：{count}"),
        Text::DaysAgainst(days) => write!(f, "近 {days} 天與前 {days} 天相比"),
        Text::NoLines(key) => write!(f, "在標籤上按 {key} 顯示曲線"),
        Text::EachPoint(1) => f.write_str("每天"),
        Text::EachPoint(7) => f.write_str("每週"),
        Text::EachPoint(days) => write!(f, "每 {} 週", days / 7),
        Text::ShownOf(first, last, all) => write!(f, "{first}–{last}/{all}"),
        Text::ReadOf(read, all) => write!(f, "{read}/{all}"),
        Text::AlsoBelow(names) => write!(f, "另有：{names}"),
        Text::NotInTrends(key) => write!(f, "趨勢畫面不支援此動作；按 {key} 離開"),
        Text::OnDays(counted, filled, days) => {
            write!(f, "{counted}，分布在 {days} 天中的 {filled} 天")
        }
        Text::Busiest(day, counted) => write!(f, "最多：{day}，{counted}"),
        Text::PostsEachWeek(tenths) => {
            write!(f, "平均每週 {}.{} 篇", tenths / 10, tenths % 10)
        }
        Text::StoriesEachWeek(tenths) => {
            write!(f, "平均每週 {}.{} 則", tenths / 10, tenths % 10)
        }
        Text::LongestPause(days, day) => write!(f, "最長間斷：自{day}起 {days} 天"),
        Text::WeeksBack(shown, all) => write!(f, "{shown}/{all} 週"),
        Text::LoneOperator(name) => write!(f, "{name} 兩側都需要條件"),
        Text::LoneNot => f.write_str("NOT 後面需要條件"),
        Text::OtherNotation(typed, ours) => {
            write!(f, "{typed} 在此處寫作 {ours}；已當作純文字搜尋")
        }
        Text::UnknownValue(field, value, near) => {
            write!(f, "沒有文章帶有 {field}:{value}；您要找的是 {field}:{near} 嗎？")
        }
        Text::Warning => f.write_str("警告"),
        Text::Error => f.write_str("錯誤"),
        Text::Hint => f.write_str("提示"),
        Text::Findings(hints, warnings, errors) => findings(f, *hints, *warnings, *errors),
        Text::FindingsIn(hints, warnings, errors, posts) => {
            write!(f, "{posts} 篇文章，")?;
            findings(f, *hints, *warnings, *errors)
        }
        Text::NoPostsIn(paths) => {
            write!(f, "{paths} 裡沒有文章：只尋找 .md、.markdown 和 .mdx 檔案")
        }
        Text::Note(sentence) => write!(f, "附註：{sentence}"),
        Text::NotWritten(why) => write!(f, "無法寫入標準輸出：{why}"),
        Text::CommandFirst(command, path) => {
            write!(f, "這裡沒有名為 {command} 的資料夾；指令須放在最前面：yunbao {command} {path}")
        }
        Text::NotInLibrary(path) => write!(f, "{path} 無法當成文章讀取"),
        Text::ConfigNotRegular => f.write_str("設定檔不是一般檔案；請用 --config 指定另一個"),
        Text::ConfigUnreadable(why) => write!(f, "無法讀取設定檔：{why}"),
        Text::ConfigSyntax(why) => write!(f, "此項設定不是有效的 YAML，已忽略：{why}"),
        Text::ConfigMissingRoot(path) => write!(f, "{path} 不存在"),
        Text::ConfigQuery(view, why) => write!(f, "檢視「{view}」：{why}"),
        Text::ConfigTooMuch => f.write_str("設定檔過大"),
        Text::ConfigUnknown(name, None) => write!(f, "未知的設定「{name}」"),
        Text::ConfigUnknown(name, Some(near)) => {
            write!(f, "未知的設定「{name}」；您是不是要用「{near}」？")
        }
        Text::ConfigTwice(name, line) => write!(f, "{name} 重複出現，首次出現在第 {line} 行"),
        Text::ConfigNotOneOf(value, names, None) => {
            write!(f, "未知的值「{value}」；應為 {names} 其中之一")
        }
        Text::ConfigNotOneOf(value, _, Some(near)) => {
            write!(f, "未知的值「{value}」；您是不是要用「{near}」？")
        }
        Text::ConfigWantsMap => f.write_str("此處應為對映（名稱與值）"),
        Text::ConfigWantsList => f.write_str("此處應為清單"),
        Text::ConfigWantsText => f.write_str("此處應為文字"),
        Text::ConfigWantsSwitch => f.write_str("此處應為 true 或 false"),
        Text::ConfigWantsNumber => f.write_str("此處應為數字"),
        Text::ConfigNotWithin(least, most) => write!(f, "此處應為 {least} 到 {most} 之間的數字"),
        Text::ConfigNoPath => write!(f, "此處缺少路徑，例如 path: ~/news"),
        Text::ConfigNoPullCommand => {
            f.write_str("pull 指令應為清單，例如 [git, -C, \"%r\", pull, --ff-only]")
        }
        Text::ConfigPartOfArgument(word) => write!(f, "{word}：%r 必須單獨作為一個參數"),
        Text::ConfigNoWhen => f.write_str("規則缺少條件，例如 when: tag:ads"),
        Text::ConfigNoEffect => {
            f.write_str("規則缺少作用，例如 mute: true、look: bold 或 score: 5")
        }
        Text::ConfigUnfitForRule(condition) => {
            write!(f, "規則中不能使用 {condition}：規則不取決於標記、其他規則或排序")
        }
        Text::ConfigTooManyRules(most) => write!(f, "只使用前 {most} 條規則"),
        Text::ConfigNoCommandName => f.write_str("指令缺少名稱，例如 name: translate"),
        Text::ConfigNoCommandRun => f.write_str("指令缺少程式，例如 run: [w3m, \"%u\"]"),
        Text::ConfigNotArguments => {
            f.write_str("此處應為程式及其參數組成的文字清單：[w3m, \"%u\"]")
        }
        Text::ConfigUnknownPlaceholder(sign) => {
            write!(f, "未知的預留位置 {sign}；可用 %f %l %u %t %d，%% 表示百分號")
        }
        Text::ConfigPlaceholderInText(word) => write!(
            f,
            "預留位置應為單獨的參數，或接在選項之後（如 --title=%t），不能是文字 `{word}` 的一部分"
        ),
        Text::ConfigPlaceholderIsCode(word) => write!(
            f,
            "取代 `{word}` 中預留位置的內容會被當作程式碼執行；請將其作為單獨的參數傳入：[sh, -c, 'program \"$1\"', sh, \"%u\"]"
        ),
        Text::ConfigTooManyCommands(most) => write!(f, "只使用前 {most} 條指令"),
        Text::ConfigRule(why) => write!(f, "規則的條件：{why}"),
        Text::ConfigNoLook(word) => write!(f, "{word} 既不是顏色，也不是樣式"),
        Text::ConfigNoKey(name) => write!(f, "沒有名為 {name} 的按鍵"),
        Text::ConfigConflict(keys, action, line, column) => {
            write!(f, "{keys} 已用於 {action}，見 {line}:{column}")
        }
        Text::ConfigProblems(count, key) => {
            write!(f, "設定檔有 {count} 個問題（按 {key} 查看）；其餘設定有效")
        }
        Text::ConfigReloaded => f.write_str("已重新讀取設定檔"),
        Text::ConfigNoHome => f.write_str("找不到存放設定檔的家目錄；請用 --config 指定設定檔"),
        Text::ConfigWritten(path) => write!(f, "已寫入 {path}"),
        Text::ConfigOffers(names) => {
            write!(f, "其中列出了可作為 roots 的簽出目錄：{names}；去掉要讀的目錄前面的 # 即可")
        }
        Text::ConfigThere(path) => write!(f, "{path} 已存在，未作變更"),
        Text::ConfigNotWritten(path, why) => write!(f, "無法寫入 {path}：{why}"),
        Text::ConfigSound(path) => write!(f, "{path}：沒有問題"),
        Text::SaidBefore => f.write_str("通知紀錄"),
        Text::Samples => f.write_str(
            "範例文章；執行 yunbao ~/文章 閱讀自己的文章，執行 yunbao config init 建立設定檔",
        ),
        Text::DoLayout => f.write_str("切換版面：分欄、上下、單窗格"),
        Text::DoFilterPane => f.write_str("顯示或隱藏篩選窗格"),
        Text::LayoutColumns => f.write_str("版面：分欄"),
        Text::LayoutRows => f.write_str("版面：上下"),
        Text::LayoutSingle => f.write_str("版面：單窗格"),
        Text::NoRoomForLayout => f.write_str("畫面太小，無法切換到其他版面"),
        Text::DoFindingKind => f.write_str("只看下一類問題，最後一類之後顯示全部"),
        Text::DoDismiss => f.write_str("忽略這個檔案的問題"),
        Text::HintKind => f.write_str("類別"),
        Text::HintDismiss => f.write_str("忽略"),
        Text::FindingsAgain => f.write_str("已重新列出這些問題"),
        Text::Dismissed(path, key) => write!(f, "已忽略 {path} 的問題（按 {key} 復原）"),
        Text::DoMoveBorder => f.write_str("移動窗格邊界"),
        Text::DoEdit => f.write_str("用編輯器編輯文章"),
        Text::NoFile => f.write_str("這篇文章不是檔案，無法編輯"),
        Text::EditorFailed(program, why) => write!(f, "{program}：{why}"),
        Text::NoEditor => f.write_str("沒有編輯器：請在設定檔設定 editor，或設定 $VISUAL"),
        Text::DiagnosticFrontMatterOpen => f.write_str("front matter 沒有結束標記，已讀到最後一行"),
        Text::DiagnosticFrontMatterDeep(most) => {
            write!(f, "此處未閉合的括號超過 {most} 層，front matter 已逐行讀取")
        }
        Text::DiagnosticFrontMatterUnfolds => {
            f.write_str("別名展開後內容過多，front matter 已逐行讀取")
        }
        Text::DiagnosticFrontMatterLong(most) => {
            write!(f, "front matter 超過 {most} KiB，已逐行讀取")
        }
        Text::DiagnosticFrontMatterInvalid(dialect) => {
            write!(f, "front matter 此處不是有效的 {dialect}，已逐行讀取")
        }
        Text::DiagnosticFrontMatterForeign(language) => {
            write!(f, "front matter 以 {language} 寫成，已逐行讀取")
        }
        Text::DiagnosticFrontMatterSign => {
            f.write_str("YAML 會將此符號視為語法而捨棄文字，已當作純文字讀取；請為該值加上引號")
        }
        Text::DiagnosticKeyTwice(key) => write!(f, "鍵 `{key}` 重複出現，以最後一個為準"),
        Text::DiagnosticNoDay(text) => write!(f, "`{text}` 不是有效的日期，已忽略"),
        Text::DiagnosticNoAddress(text) => write!(f, "`{text}` 不是 http 或 https 網址"),
        Text::DiagnosticAfterName(day, named) => {
            write!(f, "{day} 晚於檔名中的 {named}，以 {day} 為準")
        }
        Text::DiagnosticDeadLink(target) => write!(f, "連結到 {target}，但該檔案不存在"),
        Text::DiagnosticSameTitle(path) => {
            write!(f, "與 {path} 的標題和日期相同；請改名或刪除其中一篇")
        }
        Text::DiagnosticOddName => {
            f.write_str("檔名無法在終端機顯示；已去除控制字元，非 UTF-8 位元組顯示為 \u{FFFD}")
        }
        Text::DiagnosticTooManyParts(most) => {
            write!(f, "行數與 Markdown 標記合計超過 {most} 個，其餘部分未讀取")
        }
        Text::DiagnosticTooLarge(most) => write!(f, "超過 {most} MB，其餘部分未讀取"),
        Text::DiagnosticNotUtf8 => f.write_str("含有非 UTF-8 位元組，顯示為 \u{FFFD}"),
        Text::DiagnosticMissing => f.write_str("不存在；請檢查拼字"),
        Text::DiagnosticForbidden => f.write_str("沒有讀取權限；請檢查權限"),
        Text::DiagnosticUnreadable(why) => write!(f, "無法讀取：{why}"),
        Text::DiagnosticNeitherFolderNorFile => {
            f.write_str("既不是資料夾也不是檔案；請指定存放 Markdown 檔案的資料夾")
        }
        Text::DiagnosticNoText => f.write_str("不是文字檔；請指定 Markdown 檔案或資料夾"),
        Text::DiagnosticNoFile => f.write_str("名稱像文章，但不是檔案，已忽略"),
        Text::DiagnosticBrokenLink => f.write_str("連結目標不存在"),
        Text::DiagnosticCircle => f.write_str("連結指向其上層資料夾，未跟隨"),
        Text::DiagnosticOutsideLink => {
            f.write_str("連結指向資料夾之外，未跟隨；可直接指定它，或設定 follow_links: true")
        }
        Text::DiagnosticNotRegular => f.write_str("不是一般檔案，其中的規則未讀取；請將它移走"),
        Text::DiagnosticLinkedRules => {
            f.write_str("是連結，與 git 一樣不讀取其中的規則；請改用檔案副本")
        }
        Text::DiagnosticTooManyRules(kb, mb) => {
            write!(f, "規則太多，未讀取；每個檔案須小於 {kb} KB，總共須小於 {mb} MB")
        }
        Text::ThemeOf(name) => write!(f, "佈景主題：{name}"),
        Text::LanguageOf(name) => write!(f, "語言：{name}"),
        Text::ThemeChosen(name) => write!(f, "佈景主題 {name}；要保留，請在設定檔寫 theme: {name}"),
        Text::McpOnTerminal => {
            f.write_str("mcp 透過標準輸入與代理程式通訊，而這裡的標準輸入是終端機；按 Ctrl-C 結束")
        }
        Text::McpUsesInput => f.write_str("-：標準輸入用於與代理程式通訊；請改為指定檔案或資料夾"),
        Text::InputIsTerminal => f.write_str("-：標準輸入是終端機；請以管線傳入一篇 Markdown 文章"),
        Text::InputNotRead(why) => write!(f, "-：無法讀取標準輸入：{why}"),
        Text::DumbTerminal => f.write_str(
            "終端機無法顯示全螢幕介面（TERM=dumb）；請改用 `yunbao list` 或 `yunbao show`",
        ),
        Text::NoTerminal => {
            f.write_str("沒有可用於顯示介面的終端機；請改用 `yunbao list` 或 `yunbao show`")
        }
        Text::NoThreads => {
            f.write_str("系統不允許再建立執行緒；請調高 `ulimit -u`，或結束其他程式")
        }
        Text::NoOpenFiles => f.write_str("系統不允許再開啟檔案；請調高 `ulimit -n`"),
        Text::ListedStories(shown, all) if shown == all => write!(f, "新聞 {all}"),
        Text::ListedStories(shown, all) => write!(f, "新聞 {shown}/{all}"),
        Text::StoryMatches(shown, all) => write!(f, "{shown}/{all} 則"),
        Text::Unseen(count) => write!(f, "{count} 則未看"),
        Text::UnseenStories => f.write_str("未看"),
        Text::StarredStories => f.write_str("星號"),
        Text::NoStories => f.write_str("這些文章沒有註明來源，找不到新聞"),
        Text::MarkedSeen(0, _) => f.write_str("這些新聞都已看過"),
        Text::MarkedSeen(1, _) => f.write_str("已標為看過"),
        Text::MarkedSeen(count, key) => write!(f, "已將 {count} 則新聞標為看過（按 {key} 復原）"),
        Text::MarkedUnseen => f.write_str("已標為未看"),
        Text::UnseenAgain(1) => f.write_str("已恢復為未看"),
        Text::UnseenAgain(count) => write!(f, "{count} 則新聞已恢復為未看"),
        Text::SeenAgain => f.write_str("已恢復為看過"),
        Text::NoMoreUnseen => f.write_str("這個方向沒有更多未看的新聞了"),
        Text::SeenBefore => f.write_str("看過"),
        Text::AlsoIn => f.write_str("另見："),
        Text::Since(day) => write!(f, "始於 {day}"),
        Text::NoDates => f.write_str("沒有文章註明日期，已列出全部新聞"),
        Text::DoBriefing => f.write_str("簡報：上次使用以來的新內容；再按返回"),
        Text::RelatedStories => f.write_str("相關新聞"),
        Text::RelatedTo => f.write_str("相關："),
        Text::NothingRelated => f.write_str("那一週沒有其他相關新聞"),
        Text::NoStoryHere => f.write_str("這裡沒有新聞"),
        Text::NoOtherReport => f.write_str("沒有其他文章報導這則新聞"),
        Text::ReportOf(at, all, post) => write!(f, "報導這則新聞的第 {at}/{all} 篇：{post}"),
        Text::MostReportedFirst => f.write_str("依報導數量"),
        Text::HighestScoreFirst => f.write_str("依得分"),
        Text::LongestRunningFirst => f.write_str("依持續時間"),
        Text::DoStories => f.write_str("列出新聞，或返回文章清單"),
        Text::DoAlsoIn => f.write_str("到下一篇報導同一新聞的文章"),
        Text::DoRelated => f.write_str("查看相關的其他新聞"),
        Text::HintPosts => f.write_str("文章"),
        Text::HintAlsoIn => f.write_str("另見"),
        Text::Dossier => f.write_str("來龍去脈"),
        Text::KeysDossier => f.write_str("來龍去脈"),
        Text::DoDossier => f.write_str("新聞的來龍去脈：歷次報導及各自的新內容"),
        Text::DoReadReport => f.write_str("到文章中閱讀該報導；在相關新聞上則查看其來龍去脈"),
        Text::DoNextReport => f.write_str("下一篇報導"),
        Text::DoPreviousReport => f.write_str("上一篇報導"),
        Text::NotInDossier(key) => write!(f, "來龍去脈中不支援此動作；按 {key} 返回"),
        Text::NoStoryForDossier(key) => {
            write!(
                f,
                "這裡沒有新聞：請先在新聞清單（{key}）或閱讀窗格中選取一則新聞，再查看來龍去脈"
            )
        }
        Text::NoReports => f.write_str("已沒有文章報導這則新聞"),
        Text::NoMoreReports => f.write_str("沒有更多報導了"),
        Text::ReportedBetween(count, first, last) => {
            write!(f, "共報導 {count} 次，{first} 至 {last}")
        }
        Text::ReportedOn(count, day) => write!(f, "共報導 {count} 次，{day}"),
        Text::FirstReport => f.write_str("首次報導"),
        Text::NothingNew => f.write_str("無新內容"),
        Text::NewWords(count) => write!(f, "新增 {count} 字"),
        Text::NoNote => Ok(()),
        Text::HeadlineOnly => f.write_str("只有標題"),
        Text::GoesOn(key) => write!(f, "…… 按 {key} 到文章中閱讀其餘部分"),
        Text::ReportNumber(number, all) => write!(f, "報導 {number}/{all}"),
        Text::HintDossier => f.write_str("來龍去脈"),
        Text::HintReport => f.write_str("下一篇"),
        Text::HintStar => f.write_str("星號"),
        Text::WhyStory => f.write_str("新聞"),
        Text::WhyNoPage => f.write_str("不是網頁"),
        Text::WhyFooter => f.write_str("關於刊物：訂閱、作者、徵才"),
        Text::WhyReferences => f.write_str("參考資料"),
        Text::WhyOwnTitle => f.write_str("文章標題或刊物名稱"),
        Text::WhyOwnPage => f.write_str("指向文章自身"),
        Text::WhyPostSource => f.write_str("整篇文章的來源"),
        Text::WhyCategory => f.write_str("分類標題，新聞在其下"),
        Text::WhyChanges => f.write_str("提交或變更清單"),
        Text::WhyIssues => f.write_str("歷期清單"),
        Text::WhySparse => f.write_str("清單中只有少數項目帶連結"),
        Text::WhyBelowStory => f.write_str("屬於上面的新聞"),
        Text::WhyAmid => f.write_str("內文中的連結"),
        Text::WhyRequest => f.write_str("對讀者的請求或致謝"),
        Text::WhyRepeated => f.write_str("另一則新聞指向同一網頁且更詳細"),
        Text::WhyBoilerplate => f.write_str("資料夾中多數文章都有此連結"),
        Text::WhyArticle => f.write_str("當作一般文章處理"),
        Text::WhyNone => f.write_str("沒有指明網頁"),
        Text::ReadAsDigest(path) => write!(f, "{path}：判定為新聞彙整"),
        Text::ReadAsNeighbours(path) => {
            write!(f, "{path}：判定為新聞彙整，與同一資料夾的其他文章一樣")
        }
        Text::ReadAsUndated(path) => {
            write!(f, "{path}：沒有日期，檔名中也沒有數字，因此判定為一般文章")
        }
        Text::ReadAsArticle(path) => write!(f, "{path}：判定為一般文章"),
        Text::SourceLabel => f.write_str("**來源：**"),
        Text::OtherStories => f.write_str("其他"),
        Text::ExportHeading => f.write_str("匯出"),
        Text::ExportHint => f.write_str("Enter 匯出，← → 變更，Esc 關閉"),
        Text::ExportWhat => f.write_str("內容"),
        Text::ExportFormat => f.write_str("格式"),
        Text::ExportGroupBy => f.write_str("分組"),
        Text::ExportOrder => f.write_str("順序"),
        Text::ExportTitle => f.write_str("標題"),
        Text::ExportTo => f.write_str("隨後"),
        Text::ExportFile => f.write_str("檔案"),
        Text::ExportSelected => f.write_str("所選"),
        Text::ExportStarred => f.write_str("星號"),
        Text::ExportEverything => f.write_str("全部"),
        Text::GroupByNothing => f.write_str("不分組"),
        Text::GroupByTag => f.write_str("標籤"),
        Text::GroupByDay => f.write_str("日期"),
        Text::OrderListed => f.write_str("與清單相同"),
        Text::OrderNewest => f.write_str("最新在前"),
        Text::OrderOldest => f.write_str("最舊在前"),
        Text::OrderMostReported => f.write_str("報導最多在前"),
        Text::OrderTitle => f.write_str("依標題"),
        Text::ExportToEditor => f.write_str("用編輯器開啟"),
        Text::ExportToFile => f.write_str("僅儲存"),
        Text::ExportToClipboard => f.write_str("複製，不存檔案"),
        Text::Exporting => f.write_str("正在匯出…"),
        Text::ExportedTo(1, file) => write!(f, "已將 1 則新聞寫入 {file}"),
        Text::ExportedTo(count, file) => write!(f, "已將 {count} 則新聞寫入 {file}"),
        Text::NothingToExport => f.write_str("沒有可匯出的內容"),
        Text::NoFileName => f.write_str("檔案需要名稱"),
        Text::FileExists(file) => write!(f, "{file} 已存在"),
        Text::Overwrite(file) => write!(f, "{file} 已存在。要覆寫嗎？"),
        Text::CouldNotWrite(file, reason) => write!(f, "無法寫入 {file}：{reason}"),
        Text::ClearStars(1) => f.write_str("取消這個星號？"),
        Text::ClearStars(count) => write!(f, "取消這 {count} 個星號？"),
        Text::WeeklyTitle(year, month, day) => write!(f, "一週新聞（{year}年{month}月{day}日）"),
        Text::Untitled => f.write_str("無標題"),
        Text::HintExport => f.write_str("匯出"),
        Text::HintChange => f.write_str("變更"),
        Text::KeysCommands => f.write_str("自訂指令"),
        Text::DoCommands => f.write_str("執行自訂指令"),
        Text::CommandsTitle => f.write_str("指令"),
        Text::NoCommands => f.write_str("還沒有自訂指令：請在設定檔的 commands 中加入"),
        Text::NoSuchCommand(name) => write!(f, "設定檔中已沒有指令 {name}"),
        Text::CommandsRun(names, key) => write!(f, "{names}…（按 {key} 停止）"),
        Text::CommandRead(name) => write!(f, "{name}：檢視"),
        Text::CommandStop(name) => write!(f, "{name}：停止"),
        Text::CommandKept => f.write_str("來自先前的執行"),
        Text::CommandCut => f.write_str("過長，已截斷"),
        Text::CommandRunsAgain(key) => write!(f, "按 {key} 重新執行"),
        Text::HintRunAgain => f.write_str("重新執行"),
        Text::CommandNotInTrends(name) => write!(f, "{name} 用於文章和新聞，不能用於趨勢"),
        Text::CommandNeedsStory(name, key) => {
            write!(f, "{name} 用於新聞：請在閱讀窗格中移至一則新聞，或按 {key} 列出新聞")
        }
        Text::CommandNeedsPost(name) => write!(f, "{name}：此處沒有文章"),
        Text::CommandNoFile(name) => write!(f, "{name} 需要檔案，而這篇文章不是檔案"),
        Text::CommandNoUrl(name) => write!(f, "{name} 需要網頁位址，而此處沒有"),
        Text::CommandUnreadable(name, path, why) => {
            write!(f, "未執行 {name}，因為無法讀取 {path}：{why}")
        }
        Text::CommandTooLong(name, most) => write!(f, "未執行 {name}：文字超過 {most} MB"),
        Text::CommandNotFound(name, program) => {
            write!(f, "{name}：找不到 {program}；請安裝它，或更正設定檔中的 run")
        }
        Text::CommandNotStarted(name, program, why) => {
            write!(f, "{name}：無法啟動 {program}：{why}")
        }
        Text::CommandCode(name, program, code) => write!(f, "{name}：{program} 以代碼 {code} 結束"),
        Text::CommandSignal(name, program, signal) => {
            write!(f, "{name}：{program} 被訊號 {signal} 終止")
        }
        Text::CommandTimeLimit(name, seconds) => {
            write!(f, "{name} 執行超過 {seconds} 秒（timeout），已停止")
        }
        Text::CommandWantedTerminal(name) => {
            write!(f, "{name} 要使用終端機，已停止：請為它設定 out: terminal")
        }
        Text::CommandErrors(sentence, errors) => write!(f, "{sentence}：{errors}"),
        Text::CommandCancelled(name) => write!(f, "已停止 {name}"),
        Text::CommandNoOutput(name) => write!(f, "{name} 沒有輸出"),
        Text::CommandSays(name, line) => write!(f, "{name}：{line}"),
        Text::CommandDone(title, key) => write!(f, "已完成：{title}（按 {key} 列出）"),
        Text::CommandRunsAlready(name) => write!(f, "{name} 已在執行"),
        Text::TooManyCommandsRun(most) => write!(f, "未啟動：已有 {most} 個指令在執行"),
        Text::DoExport => f.write_str("匯出所選、所查或加星號的新聞"),
        Text::SelectedRows(count, 0) => write!(f, "已選 {count} 項"),
        Text::SelectedRows(count, unlisted) => {
            write!(f, "已選 {count} 項，其中 {unlisted} 項不在清單中")
        }
        Text::MarkedReadOf(count, key) => write!(f, "已將 {count} 項標為已讀（按 {key} 復原）"),
        Text::MarkedUnreadOf(count, key) => write!(f, "已將 {count} 項標為未讀（按 {key} 復原）"),
        Text::StarredOf(count, key) => write!(f, "已為 {count} 項加星號（按 {key} 復原）"),
        Text::UnstarredOf(count, key) => write!(f, "已取消 {count} 項的星號（按 {key} 復原）"),
        Text::AllReadThere => f.write_str("那裡沒有未讀的"),
        Text::OpeningPages(1) => f.write_str("正在開啟 1 個網頁"),
        Text::OpeningPages(count) => write!(f, "正在開啟 {count} 個網頁"),
        Text::OpenPages(count) => write!(f, "在瀏覽器中開啟 {count} 個網頁？"),
        Text::CopiedLines(count) => write!(f, "已複製 {count} 行"),
        Text::CopyLinks(count) => write!(f, "{count} 條連結的 Markdown 清單"),
        Text::CopyTitles(count) => write!(f, "{count} 個標題"),
        Text::CopyAddresses(count) => write!(f, "{count} 個網址"),
        Text::Question => f.write_str("請確認"),
        Text::ConfirmHint => f.write_str("Enter y 是，Esc n 否"),
        Text::HintYes => f.write_str("是"),
        Text::HintNo => f.write_str("否"),
        Text::HintRange => f.write_str("選到此處"),
        Text::HintMarkRead => f.write_str("已讀"),
        Text::HintCopy => f.write_str("複製"),
        Text::HintCopyMenu => f.write_str("複製為"),
        Text::HintClear => f.write_str("取消選取"),
        Text::DoSelect => f.write_str("選取或取消選取此列，並下移"),
        Text::DoSelectRange => f.write_str("選到上次所選的列；未選時全選"),
        Text::DoMarkAboveRead => f.write_str("將上方的全部標為已讀"),
        Text::DoMarkBelowRead => f.write_str("將下方的全部標為已讀"),
        Text::FirstSteps => f.write_str("入門"),
        Text::Hides(key) => write!(f, "{key} 隱藏"),
        Text::StepRead => f.write_str("閱讀所選的文章"),
        Text::StepNextStory => f.write_str("在文章中跳到下一則新聞"),
        Text::StepOpenSource => f.write_str("在瀏覽器中開啟新聞來源"),
        Text::StepSearch => f.write_str("搜尋：邊輸入，邊縮小清單"),
        Text::StepStories => f.write_str("列出新聞，每則只出現一次"),
        Text::StepHelp => f.write_str("查看目前可用的所有快速鍵"),
    }
}

/// Short name of a weekday; 0 is Monday.
fn weekday_name(day: u8) -> &'static str {
    const NAMES: [&str; 7] = ["週一", "週二", "週三", "週四", "週五", "週六", "週日"];
    NAMES.get(usize::from(day)).copied().unwrap_or_default()
}

/// Number of errors, warnings and hints, without those that are zero.
fn findings(
    f: &mut fmt::Formatter<'_>,
    hints: usize,
    warnings: usize,
    errors: usize,
) -> fmt::Result {
    let counts = [(errors, "個錯誤"), (warnings, "個警告"), (hints, "則提示")];
    let mut counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let Some((count, unit)) = counts.next() else { return f.write_str("沒有問題") };
    write!(f, "{count} {unit}")?;
    counts.try_for_each(|(count, unit)| write!(f, "，{count} {unit}"))
}
