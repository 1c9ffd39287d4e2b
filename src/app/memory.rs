//! Taking in what is remembered from earlier runs. What was done before it came stands.

use super::context::Context;
use super::findings::Findings;
use super::intent::Intent;
use super::reader::Reader;
use super::resume::Resume;
use super::views::Views;
use crate::state::{Arrangement, Memory};

/// Takes in what is remembered from earlier runs.
pub(super) fn take_memory(
    mut memory: Memory,
    (findings, views, resume): (&mut Findings, &mut Views, &mut Resume),
    reader: &mut Reader,
    context: &mut Context,
) -> Option<Intent> {
    // What was arranged already is as it is wanted.
    if context.arrangement == Arrangement::default() {
        context.arrangement = memory.arrangement;
    }
    context.recall_marks(&mut memory);
    findings.recall(memory.dismissed);
    reader.recall_places(memory.places);
    context.query.recall_kept(memory.queries);
    views.take(memory.views);
    resume.begin(memory.session, &context.query)
}
