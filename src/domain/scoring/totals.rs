//! Steps 2 and 3: from rows to groups, and from groups to the level of an option.
use std::collections::{BTreeMap, BTreeSet};

use super::RatingKey;
use crate::domain::ids::{FamilyId, GroupId, PolicyOptionId};
use crate::domain::questionnaire::Matrix;

/// A row with its points.
#[derive(Debug, Clone)]
pub struct Rated<'a> {
    /// Which row.
    pub key: &'a RatingKey,
    /// Negative for harm, positive for benefit.
    pub points: i64,
    /// The family of its group.
    pub family: Option<&'a FamilyId>,
}

/// Harm and benefit of a group, both shown, never one taken from the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupTotal {
    /// The group.
    pub group: GroupId,
    /// 0 to the cap of the file (25 in ours).
    pub harm: i64,
    /// 0 to the cap.
    pub benefit: i64,
    /// The row with the worst harm.
    pub worst: Option<RatingKey>,
}

/// What the rows of an option come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionTotal {
    /// The option of the policy.
    pub option: PolicyOptionId,
    /// Every group with a rated row, in the order of their ids.
    pub groups: Vec<GroupTotal>,
    /// The band of the worst-off group, or the level of the escalation.
    pub level: i64,
    /// Whether several groups of different families raised the level.
    pub escalated: bool,
    /// The group whose harm is highest.
    pub worst_off: Option<GroupId>,
    /// The highest benefit of any group.
    pub benefit: i64,
    /// How many groups benefit.
    pub helped: usize,
    /// How many groups are at the band that counts for the escalation, or higher.
    pub badly_affected: usize,
}

/// Adds up the rows of one option.
pub fn total(matrix: &Matrix, option: &PolicyOptionId, rows: &[Rated<'_>]) -> OptionTotal {
    let mut by_group: BTreeMap<&GroupId, Vec<&Rated<'_>>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.key.option == *option) {
        by_group.entry(&row.key.group).or_default().push(row);
    }
    let groups: Vec<GroupTotal> =
        by_group.iter().map(|(group, rows)| group_total(matrix, group, rows)).collect();
    let worst = groups.iter().rev().max_by_key(|group| group.harm);
    let rule = &matrix.escalate;
    let is_bad = |group: &&GroupTotal| matrix.band_number(group.harm) >= rule.band;
    let bad: Vec<&GroupTotal> = groups.iter().filter(is_bad).collect();
    let family = |group: &&GroupTotal| rows.iter().find(|row| row.key.group == group.group)?.family;
    let families: BTreeSet<&FamilyId> = bad.iter().filter_map(family).collect();
    let level = worst.map_or(0, |group| matrix.band_number(group.harm));
    let escalated =
        bad.len() >= rule.groups && families.len() >= rule.families && level < rule.level;
    OptionTotal {
        option: option.clone(),
        level: if escalated { rule.level } else { level },
        escalated,
        worst_off: worst.filter(|group| group.harm > 0).map(|group| group.group.clone()),
        benefit: groups.iter().map(|group| group.benefit).max().unwrap_or(0),
        helped: groups.iter().filter(|group| group.benefit > 0).count(),
        badly_affected: bad.len(),
        groups,
    }
}

fn group_total(matrix: &Matrix, group: &GroupId, rows: &[&Rated<'_>]) -> GroupTotal {
    let harms = rows.iter().filter(|row| row.points < 0);
    let worst = harms.clone().min_by_key(|row| row.points);
    GroupTotal {
        group: group.clone(),
        harm: together(matrix, harms.map(|row| -row.points)),
        benefit: together(matrix, rows.iter().map(|row| row.points).filter(|points| *points > 0)),
        worst: worst.map(|row| row.key.clone()),
    }
}

/// The highest, and a little for each further one that is strong.
fn together(matrix: &Matrix, points: impl Iterator<Item = i64>) -> i64 {
    let mut points: Vec<i64> = points.collect();
    points.sort_unstable();
    let Some(highest) = points.pop() else { return 0 };
    let rule = &matrix.group;
    let further = points.iter().filter(|points| **points >= rule.for_each_further_from).count();
    let added = rule.add * i64::try_from(further).unwrap_or(i64::MAX);
    highest.saturating_add(added).min(rule.cap)
}
