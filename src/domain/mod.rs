//! The rules: values and pure functions. Nothing here reads a clock, a file or a setting, and
//! nothing here knows how it is stored, shown or printed.
pub mod answers;
pub mod condition;
pub mod evaluate;
pub mod ids;
pub mod questionnaire;
pub mod scoring;
pub mod text;
