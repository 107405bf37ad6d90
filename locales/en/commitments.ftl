# Commitments, rounds and boards.

nav-commitments = Commitments
commitment = Commitment
commitments-title = Commitments
commitments-text = What organisations have promised across government, who answers for it, and how it stands. Everyone who signs in can read all of it.
commitments-words = Words in the commitment
commitments-filter = Show
commitments-none = No commitments are like this
commitments-count = { $n ->
    [one] { $n } commitment.
   *[other] { $n } commitments.
} Outside the list: { $unlisted } that are not well documented, { $undone } of imports that were undone.
commitment-scope = Whose
commitment-scope-all = All of government
commitment-scope-organisation = My organisation
commitment-scope-mine = Those I look after
commitment-lead = Lead organisation
commitment-lead-none = None
commitment-lead-ended = { $lead } (ended; now { $heirs })
commitment-supporting = Supporting organisations
commitment-minister = Minister or member who answers for it
commitment-post-hint = The post, not the name of a person
commitment-official = Official who delivers it
commitment-official-hint = The post, not the name of a person. Leave it empty while the post is vacant.
commitment-is-vacant-post = Vacant
commitment-status = Status
commitment-confidence = Confidence
commitment-reported = Last report
commitment-flags = To look at
commitment-theme = Theme
commitment-goal = Lasting goal
commitment-origin = Where it was made
commitment-part = Part
commitment-part-lead = Lead
commitment-part-supporting = Supporting
commitment-title = What is promised
commitment-title-hint = One sentence, as it was made
commitment-description = More about it
commitment-start = Made on
commitment-due = Promised by
commitment-budget = Budget
commitment-output = What is counted as done
commitment-output-hint = For example “link workers in post”
commitment-outcome = What changes for people
commitment-outcome-hint = For example “people who feel lonely often or always, in percent”
measure-before = before
measure-aim = aim
measure-baseline = Before: { $value }
measure-target = Aim: { $value }
measure-value = Value
commitment-known = What is known from other sources
commitment-sureness = How well it is documented
commitment-sample = Reconstructed from public sources. This is not the official list: replace it with the list of your own organisation.
commitment-undone = The import that added this commitment was undone. It is in no list.
commitment-standing = How it stands
commitment-facts = What is promised
commitment-history = What happened
commitment-new = Add a commitment
commitment-change = Change what is promised
commitment-conflict = Someone else has changed this commitment since you opened the form. What you typed is still here. Compare it with the commitment, and save it again if it should count.
commitment-status-none = Nobody has reported
commitment-status-not-started = Not started
commitment-status-on-track = On track
commitment-status-at-risk = At risk
commitment-status-delayed = Delayed
commitment-status-delivered = Delivered
commitment-status-outcome-measured = Delivered – outcome being measured
commitment-status-superseded = Superseded
commitment-status-stopped = Stopped
commitment-confidence-green = Green
commitment-confidence-amber = Amber
commitment-confidence-red = Red
commitment-confidence-green-hint = It will be delivered
commitment-confidence-amber-hint = It will be delivered only with the next step that you state
commitment-confidence-red-hint = It will not be delivered without help
commitment-theme-services = Organisations and services
commitment-theme-infrastructure = Community infrastructure
commitment-theme-culture = Culture
commitment-theme-evidence = Evidence
commitment-theme-governance = Governance
commitment-goal-stigma = Less stigma
commitment-goal-shift = A lasting shift across government and society
commitment-goal-knowledge = Better evidence
commitment-goal-none = Not stated
commitment-origin-strategy = Strategy
commitment-origin-annual-report = Annual report
commitment-origin-manifesto = Manifesto
commitment-origin-local-plan = Local plan
commitment-origin-elsewhere = Elsewhere
commitment-is-awaited = Report awaited
commitment-is-stale = Stale
commitment-is-silent = Nothing in two rounds
commitment-is-late = Last report late
commitment-is-overdue = Overdue
commitment-is-orphan = Lead has ended
commitment-is-vacant = Post vacant
commitment-is-linked = Linked to policies
commitment-is-unlinked = Not linked to a policy
commitment-is-measured = Outcome measured
commitment-is-open = Open
commitment-is-unlisted = Outside the list
commitment-is-awaited-text = A report is awaited in the round that is open.
commitment-is-stale-text = Nobody has reported for more than a quarter.
commitment-is-silent-text = Nothing was reported in the last two rounds.
commitment-is-overdue-text = It was promised by a day that has passed.
commitment-is-orphan-text = The lead organisation is no more, and nobody has been named in its place.
commitment-is-vacant-text = The post of the official who delivers it is vacant.
commitment-fate-superseded = From { $day } another commitment stands in its place: { $why }
commitment-fate-merged = From { $day } it is part of another commitment: { $why }
commitment-fate-split = From { $day } several commitments stand in its place: { $why }

report-title = Report on this commitment
report-start = Report on my commitments, one after the other
report-note = What was done
report-note-hint = Needed when it is delivered or stopped
report-next = Next step
report-next-hint = Needed when it is amber, red, at risk or delayed
report-value-hint = A number, if it was counted
report-evidence = Evidence
report-evidence-hint = Addresses of web pages, one in each line
report-save-next = Save and go to the next one
holders-title = Who has had a part in it
holders-change = Give it to others
holders-text = Those who have a part now keep their days. The others begin on the day that you state.
holder-from = From
holder-from-hint = The first day of the others
holder-until = Until
succession-title = Name what stands in its place
succession-text = The commitment stays in the register with everything that was reported, and counts as superseded.
succession-fate = What became of it
succession-superseded = Another commitment replaced it
succession-merged = It became part of another commitment
succession-split = It became several commitments
succession-to = References of the others
succession-to-hint = For example LC-2026-0007. Separate several with commas.
succession-on = From
succession-why = Why
thread-title = Policies and evidence
thread-linked = Policy or assessment
thread-none = It is not linked to a policy or an assessment
thread-hidden = { $n ->
    [one] It has { $n } more link, to something that you may not read.
   *[other] It has { $n } more links, to things that you may not read.
}
thread-add = Link it to a policy
thread-remove = Remove the link
thread-reference = Reference
thread-reference-hint = LT-2026-0007 for a policy, LT-2026-0007/1 for an assessment of it, or LT-2026-0007/1/p2 for a mitigation
policy-commitments = Commitments
history-commitment-added = Added
history-commitment-stated = What is promised was changed
history-commitment-given = Given to { $lead }
history-commitment-linked = Linked to a policy
history-commitment-unlinked = A link was removed
history-commitment-undone = The import was undone
history-commitment-revived = Imported again

commitments-import = Import commitments
commitments-import-text = Choose a CSV, ODS or JSON file, or paste CSV. It needs the column “title”; the file of the list shows all columns. Rows with the reference of a commitment change it. You see what every row would do before anything is done, and an import can be undone.
imports-title = Imports
imports-line = { $at }, { $post }: { $n ->
    [one] { $n } commitment
   *[other] { $n } commitments
}
imports-undo = Undo this import
imports-undone = This import was undone
imports-taken-back = { $n ->
    [one] { $n } commitment is as it was before.
   *[other] { $n } commitments are as they were before.
}
imports-left = These were changed after the import and were left as they are: { $references }
import-twice = The reference is in the file twice
import-reference = The reference has characters that references do not have
import-not-yours = You look after other organisations only
import-unknown-organisation = An organisation of this name is not known

board-title = How commitments stand
board-total = { $n ->
    [one] { $n } commitment
   *[other] { $n } commitments
}
board-attention = What needs someone
board-what = What
board-count = How many
board-commitments = Commitments
board-leads = Lead organisations
board-leads-text = Those with the fewest stale commitments come first. Nobody is ranked by what they report.

round = Round
rounds-title = Rounds
rounds-text = In a round every lead reports on open commitments. When it is locked, a snapshot is kept that never changes.
rounds-none = There has been no round yet
round-new = Open a round
round-name = Name
round-name-hint = For example “October to December 2026”
round-from = First day
round-until = Last day
round-due = Reports due by
round-open = Open
round-locked = Locked
round-reminded = Last reminder
round-hash = Fingerprint of the snapshot (SHA-256)
round-standing = { $reported } of { $asked } reports are in; { $missing } are awaited.
round-awaited = Reports awaited
round-central = For the central team
round-remind = Remind leads
round-remind-text = Their home page shows what is awaited, and so does the digest of those who get one.
round-lock = Lock the round
round-lock-text = After that no report counts for this round, and the snapshot is kept.
round-words = For the annual report
round-annual = In the round “{ $round }”, { $asked } reports were asked for and { $reported } were given, { $late } of them late. Of { $listed } commitments, { $delivered } are delivered, { $track } are on track, { $doubtful } are at risk or delayed, { $ended } have ended in other ways, and for { $waiting } nothing has started or nobody has reported. Not counted: { $unlisted } that are not well documented and { $undone } of imports that were undone.
round-changes = What has changed since “{ $round }”
round-no-changes = No commitment stands otherwise than it did
round-before = Before
round-after = Now
round-not-listed = Not in the list
round-rebuild = Make the snapshot again
round-rebuild-text = The snapshot can be made again from the audit log alone, and must come out the same.
round-rebuilt = Made again from the audit log: the same, byte for byte.
round-rebuilt-differs = Made again from the audit log, the snapshot is not the same. Tell the people who run the service.
home-round = { $n ->
    [one] { $n } report is due by { $day }: { $round }
   *[other] { $n } reports are due by { $day }: { $round }
}
home-round-title = Commitments

fault-commitment-title = Enter what is promised
fault-commitment-due = The day must be on or after the day on which it was made
fault-measure = Say what is counted
fault-long = Use at most 5,000 characters
fault-theme = Choose a theme
fault-goal = This is not one of the goals
fault-origin = Choose where it was made
fault-report-status = Choose a status
fault-report-confidence = Choose how sure you are
fault-report-next = State the next step: a colour alone is not enough
fault-report-note = Say what was done, or why it stopped
fault-report-evidence = Enter addresses that begin with https://, one in each line
fault-report-ended = Other commitments stand in its place: report on those
fault-holder-lead = Choose a lead organisation that exists on that day
fault-holder-two = There can be one lead at a time only
fault-holder-days = The last day must not be before the first
fault-succession-to = Enter references of other commitments that are in the register
fault-succession-fate = Choose what became of it: one reference for a replacement, several for a split
fault-succession-why = Say why
fault-link = Enter the reference of a policy or assessment that you may read
fault-round-name = Enter a name of at most 100 characters
fault-round-until = The last day must not be before the first
fault-round-due = Choose today or a later day
fault-round-open = Lock the round that is open first
organisation-short = Short name, if there is one
