//! Taking in what is remembered from earlier runs. What was done before it came stands.

use super::carry_out::carry_out;
use super::model::Model;
use crate::state::{Arrangement, Memory};

/// Takes in what is remembered from earlier runs.
pub(super) fn take_memory(model: &mut Model, mut memory: Memory) {
    let context = &mut model.context;
    // What was arranged already is as it is wanted.
    if context.arrangement == Arrangement::default() {
        context.arrangement = memory.arrangement;
    }
    context.recall_marks(&mut memory);
    model.findings.recall(memory.dismissed);
    model.reader.recall_places(memory.places);
    context.query.recall_kept(memory.queries);
    model.views.take(memory.views);
    let intent = model.resume.begin(memory.session, &context.query);
    carry_out(model, intent);
}
