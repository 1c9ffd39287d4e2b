//! The project as it stands in its files: rooms and floors, languages, licences, documents.

mod circles;
mod floors;
mod languages;
mod licences;
mod readme;
mod sources;
