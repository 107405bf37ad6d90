//! The rules: values and pure functions. Nothing here reads a clock, a file or a setting, and
//! nothing here knows how it is stored, shown or printed.
pub mod access;
pub mod answers;
pub mod assessment;
pub mod audit;
pub mod condition;
pub mod editing;
pub mod evaluate;
pub mod formula;
pub mod given;
pub mod ids;
pub mod number;
pub mod organisation;
pub mod people;
pub mod policy;
pub mod questionnaire;
pub mod scoring;
pub mod statement;
pub mod text;
