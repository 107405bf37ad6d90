//! A questionnaire that has been checked: to have one is to know that it means something.
mod check;
mod check_parts;
mod definition;
mod matrix;
mod rules;
mod worked;

use std::collections::BTreeMap;

pub use check::Problem;
pub use definition::{
    Basis, CatalogueMitigation, Choice, Definition, Evidence, Family, Field, FieldType, Group,
    Pathway, Question, QuestionType, Rate, RowsFrom, SectionDefinition, Trigger,
};
pub use matrix::{Band, Factor, FactorOption, Matrix, ReadAs, Table};
pub use rules::{Gate, LevelRule, OutcomeDefinition, Quality, ScreeningDefinition, Sections};
pub use worked::{Expectation, WorkedExample, WorkedMitigation, WorkedRow};

use super::condition::Condition;
use super::ids::{
    GroupId, MitigationId, PathwayId, QuestionId, QuestionnaireId, RuleId, SectionId,
};
use super::text::Text;

/// A question with everything that its place in the questionnaire gives it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The question as the file has it.
    pub question: Question,
    /// The section it stands in.
    pub section: SectionId,
    /// Its options, its own or those of its option set.
    pub choices: Vec<Choice>,
    /// When it is asked; [`Condition::Always`] when the file does not say.
    pub show_if: Condition,
    /// Whether the condition needs a number that the engine works out, itself or through a
    /// question that it looks at.
    pub late: bool,
}

/// A checked questionnaire of one version. Immutable.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    definition: Definition,
    asked: Vec<Asked>,
    places: BTreeMap<QuestionId, usize>,
    screening: Vec<Condition>,
    gates: Vec<Condition>,
    hash: String,
}

/// Turns the text of a condition into its meaning, or says what is wrong with it.
pub type Compile<'a> = &'a dyn Fn(&str) -> Result<Condition, String>;

impl Questionnaire {
    /// Checks a definition and reports every problem, not just the first.
    ///
    /// `hash` is the SHA-256 of the file, in hexadecimal.
    pub fn check(
        definition: Definition,
        hash: String,
        compile: Compile<'_>,
    ) -> Result<Self, Vec<Problem>> {
        check::check(definition, hash, compile)
    }

    /// The id of the questionnaire.
    pub fn id(&self) -> &QuestionnaireId {
        &self.definition.id
    }

    /// The version of this file.
    pub fn version(&self) -> &str {
        &self.definition.version
    }

    /// The SHA-256 of the file, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Everything that the file states.
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Every question, in the order of the file.
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// The question with this id.
    pub fn question(&self, id: &QuestionId) -> Option<&Asked> {
        self.places.get(id).and_then(|place| self.asked.get(*place))
    }

    /// The questions of a section, in order.
    pub fn questions_of<'a>(&'a self, section: &'a SectionId) -> impl Iterator<Item = &'a Asked> {
        self.asked.iter().filter(move |asked| asked.section == *section)
    }

    /// The first question of this type, for the types that occur once.
    pub fn only(&self, kind: QuestionType) -> Option<&Asked> {
        self.asked.iter().find(|asked| asked.question.kind == kind)
    }

    /// The first table with rows from this source.
    pub fn table_from(&self, source: RowsFrom) -> Option<&Asked> {
        let from = |asked: &&Asked| asked.question.rows_from == Some(source);
        self.asked.iter().find(from)
    }

    /// The conditions of the screening rules, in order.
    pub fn screening_conditions(&self) -> &[Condition] {
        &self.screening
    }

    /// Each gate with its condition.
    pub fn gates(&self) -> impl Iterator<Item = (&Gate, &Condition)> {
        self.definition.gates.iter().zip(&self.gates)
    }

    /// The matrix of ratings.
    pub fn matrix(&self) -> &Matrix {
        &self.definition.matrix
    }

    /// The group with this id, if it is one of the questionnaire's.
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.definition.groups.iter().find(|group| group.id == *id)
    }

    /// The pathway with this id.
    pub fn pathway(&self, id: &PathwayId) -> Option<&Pathway> {
        let mut pathways = self.definition.pathways.iter();
        pathways.find(|pathway| pathway.id == *id)
    }

    /// The mitigation of the catalogue with this id.
    pub fn mitigation(&self, id: &MitigationId) -> Option<&CatalogueMitigation> {
        let mut mitigations = self.definition.mitigations.iter();
        mitigations.find(|mitigation| mitigation.id == *id)
    }

    /// The screening outcome with this id.
    pub fn outcome(&self, id: &RuleId) -> Option<&OutcomeDefinition> {
        let mut outcomes = self.definition.screening.outcomes.iter();
        outcomes.find(|outcome| outcome.id == *id)
    }

    /// What a level asks for.
    pub fn level(&self, level: i64) -> Option<&LevelRule> {
        self.definition.levels.iter().find(|rule| rule.level == level)
    }

    /// The label of a chosen option, or the id itself when there is no such option.
    pub fn label<'a>(&'a self, asked: &'a Asked, option: &str) -> Option<&'a Text> {
        let mut choices = asked.choices.iter();
        choices.find(|choice| choice.id.as_str() == option).map(|choice| &choice.label)
    }
}
