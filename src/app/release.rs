//! Which answers may be released, and the statement without the others.
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Open, Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::answers::Answer;
use crate::domain::ids::{AssessmentId, QuestionId};
use crate::domain::publication::exemptions;
use crate::domain::questionnaire::QuestionType;
use crate::domain::text::Lang;

impl Service {
    /// Marks the answers that must not be released, each with its exemption.
    pub async fn mark_release(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        marks: &BTreeMap<QuestionId, String>,
    ) -> Result<(), UseCaseError> {
        let (_, held) = self.hold(actor, id, Actor::lead).await?;
        let organisation = self.organisation(&held.assessment().organisation).await?;
        let codes = organisation.map_or(&[][..], |found| exemptions(found.facts.kind));
        if marks.values().any(|code| !codes.contains(&code.as_str())) {
            let wrong = Wrong { field: "main-content", message: "fault-code" };
            return Err(UseCaseError::Invalid(vec![wrong]));
        }
        self.change(actor, id, Actor::lead, |held, now| {
            Ok(((), held.mark_release(marks.clone(), now)?))
        })
        .await
    }

    /// The statement with the exemption in the place of each answer that is marked, as a PDF.
    pub async fn redacted(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        lang: Lang,
    ) -> Result<super::Document, UseCaseError> {
        self.hold(actor, id, Actor::lead).await?;
        let mut open = self.open(actor, id).await?;
        self.redact(&mut open, lang);
        let statement = self.statement_of(&open, lang).await?;
        let name = format!(
            "{}-redacted.pdf",
            super::file_name(&open, lang, super::StatementForm::Pdf).trim_end_matches(".pdf")
        );
        Ok(super::Document { name, bytes: self.print(statement).await? })
    }

    /// Puts the exemption in the place of what was typed, also where it names options, groups and
    /// rows. The working of the level stays, as it holds no text.
    fn redact(&self, open: &mut Open, lang: Lang) {
        let words = self.words.of(lang);
        let evaluation = Arc::make_mut(&mut open.evaluation);
        for (question, code) in &open.assessment.release {
            let Some(kept) = open.assessment.answers.get_mut(question) else { continue };
            let code = words.say(&format!("exemption-{code}"));
            let mark = words.say_with("withheld-answer", &[("code", code.into())]);
            match open.questionnaire.question(question).map(|asked| asked.question.kind) {
                Some(QuestionType::Options) => {
                    let named = evaluation.options.iter_mut().filter(|o| !o.is_do_nothing());
                    for option in named {
                        option.name.clone_from(&mark);
                        option.about.clone_from(&mark);
                        option.preferred = false;
                    }
                }
                Some(QuestionType::Groups) => {
                    for group in &mut evaluation.groups {
                        group.own_name = Some(mark.clone());
                    }
                }
                Some(_) | None => {}
            }
            match &mut kept.value {
                Answer::Text(text) => *text = mark,
                Answer::Many(chosen) => *chosen = vec![mark],
                Answer::Rows(rows) => {
                    for row in rows {
                        for (_, text) in row.iter_mut().filter(|(field, _)| *field != "key") {
                            text.clone_from(&mark);
                        }
                    }
                }
            }
        }
    }
}
