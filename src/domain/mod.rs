//! The rules: values and pure functions. Nothing here reads a clock, a file or a setting, and
//! nothing here knows how it is stored, shown or printed.
pub mod access;
pub mod afterwards;
pub mod answers;
pub mod assessment;
pub mod audit;
pub mod condition;
pub mod difference;
pub mod discussion;
pub mod editing;
pub mod evaluate;
pub mod formula;
pub mod given;
pub mod ids;
pub mod life;
pub mod number;
pub mod organisation;
pub mod people;
pub mod policy;
pub mod publication;
pub mod questionnaire;
pub mod review;
pub mod scoring;
pub mod seal;
pub mod staffing;
pub mod statement;
pub mod text;
