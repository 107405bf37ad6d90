//! What was chosen on a rating page.
use std::collections::BTreeMap;

use crate::domain::ids::{PathwayId, PolicyOptionId};
use crate::domain::questionnaire::Matrix;
use crate::domain::scoring::{Factors, Rating, RatingKey};
use crate::web::forms::Fields;

/// An option that the page does not offer: the form was forged, or is from another version.
#[derive(Debug)]
pub(crate) struct Forged;

/// The factors that a row of the form holds.
pub(crate) fn factors(matrix: &Matrix, row: &BTreeMap<String, String>) -> Result<Factors, Forged> {
    let mut factors = Factors::new();
    for factor in &matrix.factors {
        let chosen = row.get(factor.id.as_str()).map_or("", String::as_str);
        if chosen.is_empty() {
            continue;
        }
        let id = chosen.parse().map_err(|_| Forged)?;
        factor.option(&id).ok_or(Forged)?;
        factors.insert(factor.id.clone(), id);
    }
    Ok(factors)
}

/// The ratings of a page. With "same for all", the first row fills the others.
pub(crate) fn read(
    matrix: &Matrix,
    option: &PolicyOptionId,
    pathway: &PathwayId,
    groups: &[crate::domain::evaluate::ChosenGroup],
    fields: &Fields,
) -> Result<BTreeMap<RatingKey, Rating>, Forged> {
    let rows: BTreeMap<String, BTreeMap<String, String>> = fields.rows("row").into_iter().collect();
    let same = fields.get("action") == "same";
    let empty = BTreeMap::new();
    let mut ratings = BTreeMap::new();
    for group in groups {
        let wanted = if same { "all" } else { group.id.as_str() };
        let row = rows.get(wanted).unwrap_or(&empty);
        let rating = Rating {
            factors: factors(matrix, row)?,
            reason: row.get("reason").map_or("", |text| text.trim()).to_owned(),
        };
        let key =
            RatingKey { option: option.clone(), pathway: pathway.clone(), group: group.id.clone() };
        ratings.insert(key, rating);
    }
    Ok(ratings)
}
