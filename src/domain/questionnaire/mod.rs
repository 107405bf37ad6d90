//! A questionnaire that has been checked: to have one is to know that it means something.
mod catalogue;
mod check;
mod check_bands;
mod check_conditions;
mod check_matrix;
mod check_order;
mod check_parts;
mod check_points;
mod check_questions;
mod check_scores;
mod check_worked;
mod compiled;
mod definition;
mod difference;
mod lint;
mod matrix;
mod rules;
mod scores;
mod trial;
mod trial_scope;
mod worked;

use std::collections::BTreeMap;

pub use catalogue::{Basis, CatalogueMitigation, Evidence, Family, Group, Pathway};
pub use check::{Checked, Problem, nearest};
pub use compiled::{Decision, Maximum, Names, Node, Nodes, Score, ScoreRule};
pub use definition::{
    Choice, Definition, Field, FieldType, FixedRow, LevelSource, Question, QuestionType, Rate,
    RowsFrom, SectionDefinition, Trigger,
};
pub use difference::{Change, Difference};
pub use matrix::{Band, Factor, FactorOption, Matrix, ReadAs, Table};
pub use rules::{Gate, LevelRule, OutcomeDefinition, Quality, ScreeningDefinition, Sections};
pub use scores::{
    BandsOn, DecisionDefinition, DecisionOutcome, DecisionRow, Grid, LookupRow, Points, ScoreBand,
    ScoreDefinition, TickedPoints,
};
pub use worked::{Expectation, WorkedExample, WorkedMitigation, WorkedRow};

use std::sync::LazyLock;

use super::condition::Condition;
use super::formula::Formula;
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
    /// The points of each option, in the order of the options.
    pub points: Vec<Option<Points>>,
    /// When it is asked, its section's condition with it; [`Condition::Always`] when the file
    /// does not say.
    pub show_if: Condition,
    /// Its own condition only.
    pub own_show_if: Option<Condition>,
    /// The scores and decision tables that the condition needs, in a working order.
    pub needs: Vec<Node>,
    /// Whether the condition needs a number that the engine works out, itself or through a
    /// question that it looks at.
    pub late: bool,
}

impl Asked {
    /// Whether whatever looks at this question waits for the result.
    fn is_late_for_others(&self) -> bool {
        self.late || self.question.kind == QuestionType::Mitigations
    }

    /// Whether the question has points for anything.
    pub fn is_scored(&self) -> bool {
        let field_points = |field: &Field| field.options.iter().any(|c| c.points.is_some());
        !self.question.unscored
            && (self.points.iter().any(Option::is_some)
                || !self.question.points_from.is_empty()
                || self.question.fields.iter().any(field_points))
    }
}

/// A checked questionnaire of one version. Immutable.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    definition: Definition,
    asked: Vec<Asked>,
    places: BTreeMap<QuestionId, usize>,
    screening: Vec<Condition>,
    gates: Vec<Condition>,
    /// The conditions of the sections.
    shown: Vec<Option<Condition>>,
    nodes: Nodes,
    hash: String,
}

/// Turns the text of an expression into its meaning, or says what is wrong with it.
#[derive(Clone, Copy)]
pub struct Compile<'a> {
    /// Reads an expression that is true or false.
    pub condition: &'a dyn Fn(&str, &Names) -> Result<Condition, String>,
    /// Reads an expression that gives a number.
    pub formula: &'a dyn Fn(&str, &Names) -> Result<Formula, String>,
}

impl std::fmt::Debug for Compile<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Compile")
    }
}

/// The matrix of a questionnaire that rates nothing.
static NO_MATRIX: LazyLock<Matrix> = LazyLock::new(Matrix::none);

impl Questionnaire {
    /// Checks a definition and reports every problem, not just the first.
    ///
    /// `hash` is the SHA-256 of the file, in hexadecimal.
    pub fn check(definition: Definition, hash: String, compile: Compile<'_>) -> Checked {
        check::check(definition, hash, compile, true)
    }

    /// Takes a definition that was checked before; `None` when it cannot be understood.
    pub fn trusted(definition: Definition, hash: String, compile: Compile<'_>) -> Option<Self> {
        check::check(definition, hash, compile, false).ok().map(|(checked, _)| checked)
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

    /// The matrix of ratings; an empty one when nothing is rated.
    pub fn matrix(&self) -> &Matrix {
        self.definition.matrix.as_ref().unwrap_or(&NO_MATRIX)
    }

    /// The scores and decision tables.
    pub fn nodes(&self) -> &Nodes {
        &self.nodes
    }

    /// Whether a section screens, so that its answers decide what else is asked.
    pub fn is_screening(&self, section: &SectionId) -> bool {
        self.definition.screening.as_ref().is_some_and(|s| s.section == *section)
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
        let mut outcomes = self.definition.screening.iter().flat_map(|s| &s.outcomes);
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
