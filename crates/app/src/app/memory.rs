//! Restoring the memory of earlier runs. Anything done before it arrives takes precedence.

use super::context::Context;
use super::findings::Findings;
use super::first_steps::FirstSteps;
use super::intent::Intent;
use super::reader::Reader;
use super::resume::Resume;
use super::views::Views;
use crate::state::{Arrangement, Memory};

/// Applies the memory of earlier runs.
pub(super) fn take_memory(
    mut memory: Memory,
    (findings, views, resume): (&mut Findings, &mut Views, &mut Resume),
    reader: &mut Reader,
    context: &mut Context,
) -> Option<Intent> {
    // An arrangement that was changed already is kept.
    if context.arrangement == Arrangement::default() {
        context.arrangement = memory.arrangement;
    }
    if memory.is_first_start && !resume.touched {
        context.first_steps = FirstSteps::all();
    }
    context.recall_marks(memory.marks);
    context.take_visit(memory.last_visit.take());
    findings.recall(memory.dismissed);
    reader.recall_places(memory.places);
    context.query.recall_kept(memory.queries);
    views.take(memory.views);
    resume.begin(memory.session, &context.query)
}
