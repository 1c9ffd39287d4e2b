//! Carrying out intents: the only place where a pane's intents change state that the pane does not own.

use super::action::Page;
use super::apply::act;
use super::briefing::open::PaneOffsets;
use super::commands::LookedAt;
use super::context::Context;
use super::intent::Intent;
use super::jump_list::Location;
use super::marks::{Mark, Marking};
use super::message::Effect;
use super::model::Model;
use super::note_box::{NoteBox, NoteInput};
use super::overlay::Overlay;
use super::panes::Pane;
use super::pick::{Picked, pick, refresh_picker};
use super::picker::Picker;
use super::scroll::scroll;
use super::selection::{CursorAnchor, Target};
use super::undo::{Step, Undo};
use super::views::Views;
use crate::messages::Text;
use crate::query::{Has, Term, toggle, toggle_is, toggle_mine, toggle_term};
use crate::state::Change;

/// Carries out intents in order. Intents that follow from one are carried out before the next.
pub(super) fn carry_out(
    model: &mut Model,
    intents: impl IntoIterator<Item = Intent>,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut stack: Vec<Intent> = intents.into_iter().collect();
    stack.reverse();
    while let Some(intent) = stack.pop() {
        let context = &mut model.context;
        let follows = match intent {
            Intent::Act(action) => act(model, action),
            Intent::OpenLink(link) => model.reader.open_link(link, context),
            Intent::ShowPicture(link) => match model.reader.picture_to_show(link) {
                Ok(picture) => {
                    model.overlay = Some(Overlay::Picture(picture));
                    Vec::new()
                }
                Err(reason) => vec![context.fail(&reason)],
            },
            Intent::GoToHeading(heading) => model.reader.go_to_heading(heading),
            Intent::ChooseView(name) => model.views.choose(&name),
            Intent::SaveView(typed) => model.views.save(&typed, context),
            Intent::DeleteView(name) => model.views.delete(name, context),
            Intent::Scroll(rows, down) => scroll(model, rows, down).into_iter().collect(),
            Intent::Export => match &model.overlay {
                Some(Overlay::Export(dialog)) => model.exports.start(dialog, context),
                _ => Vec::new(),
            },
            Intent::RunCommand(name) => {
                let (reader, dossier) = (&model.reader, &model.pages.dossier);
                model.commands.start(&name, LookedAt { reader, dossier, context })
            }
            Intent::RunAgain => {
                let (reader, dossier) = (&model.reader, &model.pages.dossier);
                model.commands.run_again(LookedAt { reader, dossier, context })
            }
            Intent::ReadOutput(number) => {
                model.commands.take_unread(number).map(Intent::ShowOutput).into_iter().collect()
            }
            Intent::Theme(name) => choose_theme(&name, context).into_iter().collect(),
            Intent::Pick(subject) => match pick(subject, model) {
                Picked::Picker(picker) => {
                    model.overlay = Some(Overlay::Picker(picker));
                    Vec::new()
                }
                Picked::Nothing(notice) => vec![notice],
            },
            Intent::Mark(mark, targets, on) => {
                effects.extend(set_marks(mark, targets, on, &mut model.undo, context));
                Vec::new()
            }
            Intent::MarkListed(targets) => {
                if context.lists_stories() {
                    model.reader.notes.look_again();
                }
                effects.extend(mark_listed(targets, &mut model.undo, context));
                Vec::new()
            }
            Intent::Tag(tag, targets, on) => {
                effects.extend(tag_targets(&tag, targets, on, &mut model.undo, context));
                if let Some(Overlay::Picker(picker)) = &mut model.overlay {
                    picker.typed.clear();
                }
                refresh_picker(&mut model.overlay, &model.views, context);
                Vec::new()
            }
            Intent::PickTag(targets) => {
                model.overlay = Some(Overlay::Picker(Picker::of_own_tags(targets, context)));
                Vec::new()
            }
            Intent::WriteNote(targets) => {
                let title = model.reader.title_of(&targets, context);
                match NoteBox::open(targets, &title, context) {
                    NoteInput::Box(input) => {
                        model.overlay = Some(Overlay::Note(input));
                        Vec::new()
                    }
                    NoteInput::Editor(edit) => vec![edit],
                }
            }
            Intent::Note(targets, note) => {
                effects.extend(note_targets(targets, &note, &mut model.undo, context));
                Vec::new()
            }
            other => {
                effects.extend(change(model, other));
                Vec::new()
            }
        };
        stack.extend(follows.into_iter().rev());
    }
    effects
}

/// Carries out an intent from which no others follow.
fn change(model: &mut Model, intent: Intent) -> Option<Effect> {
    match intent {
        Intent::Run(effect) => return Some(effect),
        Intent::Notify(notice) => model.notices.say(notice),
        Intent::Close => model.overlay = None,
        Intent::Overwrite => return model.exports.overwrite(),
        Intent::Ask(confirm) => model.overlay = Some(Overlay::Confirm(*confirm)),
        Intent::Leave => {
            let location = here(model);
            model.jump_list.leave(location);
        }
        Intent::GoTo(there) => {
            model.overlay = None;
            model.briefing.set(there.briefing.clone());
            let post = there.pinned.or(there.anchor.map(|anchor| anchor.post));
            model.reader.return_to_post(post, there.place, &model.context);
            if let Some(place) = there.dossier {
                model.pages.dossier.open(place);
            }
            model.context.go_to(*there);
        }
        Intent::Enter(query) => {
            let from = here(model);
            model.jump_list.leave(from.clone());
            model.context.enter(&query);
            model.pages.trends.entered(query, from);
        }
        Intent::OpenDossier(place) => {
            model.pages.dossier.open(place);
            model.context.page = Page::Dossier;
        }
        Intent::ListOther => {
            let story = model.reader.meant_story(&model.context);
            model.context.list_other(story);
            model.overlay = None;
        }
        Intent::ReadRow(row) => model.reader.go_to(row, model.context.reader_height()),
        Intent::MarkedByHand(pages) => {
            model.reader.marked_by_hand(pages.into_iter(), &model.context);
        }
        Intent::PutView(name, query) => {
            let effect = put_view(name, query, &mut model.views, &mut model.undo, &model.context);
            refresh_picker(&mut model.overlay, &model.views, &model.context);
            return Some(effect);
        }
        Intent::FoldRising => model.briefing.rising.fold(),
        Intent::ScrollPanes(offsets) => {
            model.list.scroll_to(offsets.list);
            model.facets.scroll_to(offsets.facets);
        }
        Intent::ShowBriefing { plan, request, is_first, is_new } => {
            let facets = (model.facets.cursor, model.facets.top);
            let from = (here(model), PaneOffsets { list: model.list.top, facets });
            let context = &mut model.context;
            context.show(plan.listed, plan.query.clone(), is_first);
            if is_new {
                context.page = Page::Panes;
                context.focus = Pane::List;
            }
            model.briefing.show(plan, request, from, context);
        }
        other => return model.context.change(other),
    }
    None
}

/// The current location.
pub(super) fn here(model: &Model) -> Location {
    let context = &model.context;
    Location {
        query: context.query.text().trim().to_owned(),
        listed: context.listed,
        anchor: CursorAnchor::at(context.rows(), context.selection.row),
        pinned: context.selection.pinned(),
        place: model.reader.place(),
        focus: context.focus,
        page: context.page,
        briefing: model.briefing.open().cloned(),
        dossier: model.pages.dossier.place().filter(|_| context.page == Page::Dossier),
    }
}

/// Uses a theme, by name, until the program ends.
fn choose_theme(name: &str, context: &mut Context) -> Option<Intent> {
    context.theme = context.themes.iter().find(|theme| theme.name == name)?.clone();
    Some(context.tell(&Text::ThemeChosen(name)))
}

/// Sets or removes marks, so that it can be undone.
fn set_marks(
    mark: Mark,
    mut targets: Vec<Target>,
    on: bool,
    undo: &mut Undo,
    context: &mut Context,
) -> Vec<Effect> {
    targets.retain(|target| {
        let own = mark.of(&context.marks, *target);
        // What a rule has marked gets a mark of its own when it is read or starred all the same.
        let would_change = if on { own != Some(true) } else { context.is_marked(mark, *target) };
        matches!(target, Target::Story(_)) || would_change
    });
    let markings = note_step(mark, targets, on, undo, context);
    markings.map_or_else(Vec::new, |markings| context.set_marks_of_both(mark, markings))
}

/// Marks everything unread in the list as read, so that it can be undone.
fn mark_listed(targets: Vec<Target>, undo: &mut Undo, context: &mut Context) -> Vec<Effect> {
    let markings = note_step(Mark::Read, targets, true, undo, context);
    markings.map_or_else(Vec::new, |markings| context.mark_listed(markings))
}

/// Adds an own tag to posts or stories, or removes it, so that it can be undone.
fn tag_targets(
    tag: &str,
    mut targets: Vec<Target>,
    on: bool,
    undo: &mut Undo,
    context: &mut Context,
) -> Option<Effect> {
    targets.retain(|target| context.has_tag(*target, tag) != on);
    let effect = context.set_tag(tag, &targets, on)?;
    let step = Step::Tagged { tag: tag.to_owned(), targets, on };
    undo.push(context.query.changes(), step);
    Some(effect)
}

/// Writes a note on posts or stories, or removes it, so that it can be undone.
fn note_targets(
    mut targets: Vec<Target>,
    note: &str,
    undo: &mut Undo,
    context: &mut Context,
) -> Option<Effect> {
    let before = |target: &Target| context.marks.note(*target).unwrap_or_default().to_owned();
    targets.retain(|target| before(target) != note);
    let before = targets.iter().map(|target| (*target, before(target))).collect();
    let effect = context.set_notes(targets.iter().map(|target| (*target, note.to_owned())))?;
    undo.push(context.query.changes(), Step::Noted { before });
    Some(effect)
}

/// Records the previous marks for undo; returns the marks to be set, if any.
fn note_step(
    mark: Mark,
    targets: Vec<Target>,
    on: bool,
    undo: &mut Undo,
    context: &Context,
) -> Option<impl Iterator<Item = Marking> + use<>> {
    if targets.is_empty() {
        return None;
    }
    let marks = &context.marks;
    let before = targets.iter().map(|target| mark.marking(marks, *target)).collect();
    undo.push(context.query.changes(), Step::Marked { mark, before, on });
    // A story that is marked as not seen has been marked on this day, too.
    let is_dated = on || mark == Mark::Read;
    let day = Some(context.today).filter(|_| is_dated);
    Some(targets.into_iter().map(move |target| Marking { target, on: Some(on), day }))
}

/// Saves a view with a query, or deletes it, so that it can be undone.
fn put_view(
    name: String,
    query: Option<String>,
    views: &mut Views,
    undo: &mut Undo,
    context: &Context,
) -> Effect {
    let before = views.query_of(&name);
    let effect = views.put(&name, query);
    undo.push(context.query.changes(), Step::View { name, before });
    effect
}

impl Context {
    /// Carries out an intent that concerns only the context.
    fn change(&mut self, intent: Intent) -> Option<Effect> {
        match intent {
            Intent::Focus(pane) => self.focus = pane,
            Intent::Arrange(arrangement) => {
                self.arrangement = arrangement;
                return Some(Effect::Remember(Change::Arrangement(arrangement)));
            }
            Intent::ShowPage(page) => self.page = page,
            Intent::Resume { query, stories } => self.resume(query, stories),
            Intent::AcceptQuery => {
                self.query.accept();
                let kept = self.query.text();
                let change = (!kept.is_empty()).then(|| Change::Query(kept.to_owned()));
                return change.map(Effect::Remember);
            }
            Intent::EditQuery => self.query.edit(),
            Intent::SetQuery(text) => self.query.replace(text),
            Intent::InsertQuery(text) => self.query.insert(&text),
            Intent::Tick(facet, value, polarity) => {
                self.query.replace(toggle(self.query.text(), facet, &value, polarity));
            }
            Intent::TickMark(is, polarity) => {
                self.query.replace(toggle_is(self.query.text(), is, polarity));
            }
            Intent::TickMine(tag, polarity) => {
                self.query.replace(toggle_mine(self.query.text(), &tag, polarity));
            }
            Intent::TickNoted(polarity) => {
                let noted = Term::Has(Has::Note);
                self.query.replace(toggle_term(self.query.text(), &noted, polarity));
            }
            Intent::ShowOutput(output) => self.show_output(output),
            Intent::CloseOutput => self.close_output(),
            Intent::SelectRow(row) => self.select_row(row),
            Intent::ToggleSelected(target) => self.selected_rows.toggle(target),
            Intent::AddSelected(targets) => self.selected_rows.add(targets),
            Intent::ClearSelected => self.selected_rows.clear(),
            Intent::HideFirstSteps => self.first_steps.hide(),
            Intent::Select(post, story) => self.selection.select(post, story),
            Intent::Read(post, story) => self.read(post, story),
            Intent::StoryReached => self.selection.story_reached(),
            Intent::Speak(language) => self.language = language,
            _ => debug_assert!(false, "an intent for another part of the model"),
        }
        None
    }
}
