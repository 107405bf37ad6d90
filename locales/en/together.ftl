# Working together: people, review, versions, publication, follow-up.

save = Save
nobody = Nobody
nav-mitigations = Mitigations
nav-reviews = Reviews due
head-mitigation = Mitigation
head-due = Due
head-delivery = Delivery
restricted-title = Restricted policy

home-review = Waiting for your review
home-changes = A reviewer asks for changes
home-comment = Comments that ask for your attention
home-policy-review = Policies to review
home-completion = To be completed after an emergency decision
home-mitigation = Mitigations that are due
home-ready = Agreed by a reviewer
home-elsewhere = With someone else
home-due = Due { $day }

progress-in-review = In review
progress-changes-asked = Changes asked
progress-ready = Ready for signature
progress-published = Published
progress-withheld = Withheld
progress-closed = Closed

tasks-more = More about this assessment
task-review = Ask for a review
in-review-title = Waiting for a review
in-review-text = Nothing can be changed while the reviewer reads it.
review-do = Review this assessment
review-withdraw = Take it back from review
asked-title = The reviewer asks for changes
asked-text =
    { $n ->
        [one] 1 change was asked for.
       *[other] { NUMBER($n) } changes were asked for.
    } { $waiting ->
        [0] All have a reply.
        [one] 1 has no reply yet.
       *[other] { NUMBER($waiting) } have no reply yet.
    }
changes-see = See what was asked for
ready-title = The reviewer agrees
ready-text = The reviewer agreed with exactly this content. You can ask for a signature. To change anything, go on writing.
ready-write-on = Go on writing
superseded-title = A newer version has been signed
superseded-text = This version stays as it was signed.
superseded-newer = Open the newer version
closed-title = This assessment is closed
published-link = Open the published statement
publication-undecided = Nobody has decided yet whether the statement is published.
publication-published = The statement was published on { $day }.
publication-withheld = The statement is withheld ({ $code }). This is looked at again on { $day }.

timing-title = Timing of this assessment
timing-text = An assessment is made before the decision. If that was not possible, say so here. The first page of the statement says it too.
timing-when = When is this assessment made?
timing-ordinary = Before the decision
timing-ordinary-hint = The decision can still change.
timing-retrospective = After the decision
timing-retrospective-hint = The decision has been taken already.
timing-emergency = The decision could not wait
timing-emergency-hint = You can ask for a signature before everything is answered. A complete version must be signed within { NUMBER($days) } days.
timing-reason = Why?
timing-reason-hint = Needed unless it is made before the decision. The statement prints it.
timing-complete-by = Emergency decision: to be completed by { $day }
fault-timing = Enter why the assessment is not made before the decision

working-title = Who works on this
people-lead = Lead
people-sections = Who looks after which section
handover-title = Hand over to someone else
handover-to = New lead
handover-note = What should they know?
handover-note-hint = What is done, what is open, whom to ask. It stays with the assessment.
handover-button = Hand over
handover-notes = Handover notes
handover-from-to = From { $from } to { $to }
fault-lead = Select someone who can work on this assessment

comments-title = Comments
comments-none = Nobody has commented yet.
comments-settled = Settled
comment-new = Add a comment
comment-text = Comment
comment-text-hint = To ask for someone’s attention, choose them below or write @ and their post.
comment-to = Ask for the attention of
nobody-special = Nobody in particular
comment-button = Add the comment
comment-reply = Reply
comment-settle = Mark as settled
comment-unsettle = Open again
fault-comment = Enter a comment

review-ask-title = Ask for a review
review-ask-text = A reviewer checks the quality and can ask for changes. Nothing can be changed while they read. You can take it back at any time.
review-who = Who should review it?
review-no-reviewers = Nobody in your organisation can review this. A reviewer must not have written in it. Ask the administrator to add one.
review-ask-button = Send to the reviewer
review-title = Review
review-text = Read the draft statement. Note each change you want, then send them all to the authors. Or agree.
review-read = Read the draft statement
review-asked-by = Asked by
review-whole = The whole assessment
review-change = Change { NUMBER($number) }: { $about }
review-open-question = Open this question
review-reply = Your reply to change { NUMBER($number) }
review-reply-button = Save the reply
review-want-title = Note a change
review-about = What is it about?
review-what = What should change?
review-want-button = Note this change
review-decide-title = Your decision
review-ask-changes = Send the changes to the authors
review-agree-text = If you want no change, agree. Your agreement is bound to exactly this content.
review-agree = Agree
review-changes-title = Changes asked for
review-no-changes = No change is open.
review-settled = Settled changes
review-return-title = Send it back
review-return-text = When each change has a reply, send the assessment back to the reviewer.
review-return = Send back to the reviewer
review-reassign-title = Give the review to someone else
review-reassign-text = Use this when the reviewer has left or cannot do it. What they asked for stays.
review-reassign-button = Give the review to this person
fault-reviewer = Select who should review it
fault-change-text = Enter what should change
fault-reply = Enter what you did, or why you did nothing
fault-unanswered = Reply to each change before you send it back
fault-incomplete-review = Complete the screening, and choose between answers that were typed at the same time, before you ask for a review
fault-no-changes = Note at least one change, or agree

publish-title = Publish the statement
publish-text = Statements are published unless there is a reason not to. A published statement has its own address, and anyone can read it.
publish-button = Publish
publish-held = Publication is on hold until { $day }. You can publish after that day.
withhold-title = Or withhold it
withhold-text = The register shows that the statement exists, and why it is withheld. It does not show the content.
withhold-code = Which exemption of the Freedom of Information Act 2000 applies?
withhold-reason = Why does it apply?
withhold-reason-hint = Say also why the public interest in publication does not outweigh it, where the exemption asks for that.
withhold-until = When is this looked at again?
withhold-until-hint = For example, 27 3 2027
withhold-button = Withhold the statement
exemption-foi-22 = Section 22: to be published later
exemption-foi-35 = Section 35: making of government policy
exemption-foi-36 = Section 36: conduct of public affairs
exemption-foi-40 = Section 40: personal information
exemption-foi-42 = Section 42: legal professional privilege
exemption-foi-43 = Section 43: commercial interests
fault-code = Select the exemption that applies
fault-withhold-reason = Enter why the exemption applies
fault-future-date = Enter a day in the future

amend-title = Open a new version
amend-text = When the policy changes, open a new version. Everything is carried over. Only the parts that you reopen can be changed. The signed version stays as it is.
amend-why = What changed?
amend-why-hint = The statement of the new version prints this.
amend-sections = Which parts do you need to change?
amend-sections-hint = You can reopen more later. Questions that nobody has answered can be answered in every part.
amend-button = Open the new version
fault-amend-why = Enter what changed
fault-amend-sections = Select at least one part
carried-title = Carried over
carried-text = These answers were carried over from the version before.
carried-reopen = Reopen this part

close-title = Close this assessment
close-warning = A closed assessment cannot be opened again. It stays in the register with everything in it.
close-reason = Why is it closed?
close-reason-hint = For example, the policy was dropped.
close-button = Close it
fault-close = Enter why it is closed

difference-title = What changed from version { NUMBER($before) } to version { NUMBER($after) }
difference-link = What changed since the version before
difference-none = Nothing differs.
difference-what = What
difference-result = Result
difference-level = Level after mitigation
difference-answers = Answers
difference-ratings = Ratings after mitigation
difference-plan = Mitigations
difference-not-asked = Not asked
difference-not-there = Not there
difference-open-before = Read version { NUMBER($number) }
difference-open-after = Read version { NUMBER($number) }

tracker-title = Promised mitigations
tracker-text =
    { $all ->
        [one] 1 mitigation was promised
       *[other] { NUMBER($all) } mitigations were promised
    } in signed assessments. { $done ->
        [one] 1 is done
       *[other] { NUMBER($done) } are done
    }, { $overdue ->
        [one] 1 is overdue.
       *[other] { NUMBER($overdue) } are overdue.
    }
tracker-empty = No signed assessment promises a mitigation yet.
tracker-none = No mitigation matches. Choose another filter.
delivery-title = Delivery of a mitigation
delivery-promised = Promised for
delivery-reports = Reports so far
delivery-new = Report how it stands
delivery-status = How does it stand?
delivery-evidence = What shows it?
delivery-evidence-hint = A document, a page, a figure. If it is late or dropped, say why.
delivery-expected = New date
delivery-expected-hint = Only if it is late.
delivery-expected-on = Now expected on { $day }
delivery-all = All
delivery-overdue = Overdue
delivery-none = No report yet
delivery-under-way = Under way
delivery-under-way-hint = Work goes on and the date holds.
delivery-done = Done
delivery-done-hint = It is in place.
delivery-late = Late
delivery-late-hint = It will come after the promised date.
delivery-dropped = Dropped
delivery-dropped-hint = It will not come.
fault-evidence = Enter what shows it, or why it is late or dropped

reviews-title = Reviews due
reviews-text = Each signed assessment is reviewed by the day its level asks for, or earlier. Emergency decisions are completed within 28 days.
reviews-empty = No signed assessment is waiting for a review.
policy-review-title = Review the policy
policy-review-text = Did the effects come as expected? Were the mitigations kept? Is anyone lonelier than you thought?
policy-review-due = Review due by
policy-reviews = Reviews so far
policy-review-new = Note a review
policy-review-finding = What did you find?
policy-review-finding-hint = Say what you looked at: figures, people you spoke to, complaints.
policy-review-holds = Does the assessment still hold?
policy-review-yes = Yes, it still holds
policy-review-no = No, a new version is needed
policy-review-next = Next review
policy-review-next-hint = Needed if it still holds. Not later than the level allows.
fault-finding = Enter what you found
fault-next-review = Enter a day in the future that is not later than the level allows

person-left = Left
person-left-text = This person has left and cannot sign in.
person-until = Until { $day }
person-enable = Let this person sign in again
person-link-title = New link
person-link-text = With a new link this person chooses a new password. Their second factor is taken away.
person-link = Make a new link
person-leave-title = This person leaves
leave-text =
    { $n ->
        [0] { $name } leads no assessment.
        [one] { $name } leads 1 assessment.
       *[other] { $name } leads { NUMBER($n) } assessments.
    } Their access ends at once. What they wrote stays.
leave-successor = Who takes over what they lead?
leave-nobody = Nobody yet: put it on the list of assessments without a lead
leave-button = End their access
fault-successor = Select someone who can lead these assessments: an officer of the organisation
fault-disable-self = You cannot end your own access. Ask another administrator
field-signs-up-to = Signs up to which level?
field-signs-up-to-hint = Only for signers. The levels say which grade signs them.
signs-any = Every level
signs-up-to = Level { $level }
field-until = Last day of access
field-until-hint = Needed for auditors. Leave it empty if the access has no end.
field-roles-elsewhere = What may they do in { $organisation }?
fault-until-missing = Enter the last day of access. An auditor’s access always has an end
fault-email-elsewhere = This person has roles in an organisation that you do not look after. Ask an administrator of the service to change the address
fault-role-not-yours = Only an administrator of the service can give this role
orphans-title = Work without anyone
orphans-text = Assessments whose lead, reviewer or signer has left.
orphans-none = There are none.
vacant-lead = No lead. Before
vacant-reviewer = No reviewer. Before
vacant-signer = No signer. Before
vacant-signer-text = The lead can take the request back and ask another signer.

organisation-names = Names
organisation-from = { $name } (from { $day })
organisation-codes = Codes
organisation-ended = Ended on
organisation-successors = Successors
organisation-change = Change contact or code
organisation-code = Code of the Office for National Statistics
organisation-code-hint = For example, E10000099. It belongs to the boundary and can change.
organisation-code-from = First day of the code
organisation-rename = New name
organisation-rename-text = Documents of before this day keep the old name.
organisation-welsh = Name in Welsh, if there is one
organisation-rename-from = First day of the name
organisation-rename-button = Save the name
organisation-end = End of this organisation
organisation-end-text = Select the organisations that take over. If there is one, its people see all open policies from now on. Signed statements keep the old name.
organisation-end-on = First day without this organisation
organisation-end-button = End this organisation
fault-name-from = Enter the first day of the name. Each name has a day of its own
fault-successors = Select at least one other organisation

holds-title = Publication holds
holds-text = During a hold no statement is published, for example in the weeks before an election.
holds-none = There are no holds.
holds-all = All organisations
holds-when = When
holds-from-to = { $from } to { $to }
holds-from = First day
holds-to = Last day
holds-reason = Why
holds-reason-hint = For example, the pre-election period
holds-new = Set a hold
holds-button = Set this hold
holds-end = End this hold now
holds-ended = Ended
fault-hold-to = Enter a last day that is not before the first day and not in the past
fault-hold-reason = Enter why publication is on hold

sign-duty-hint = This level asks for it. The statement prints it.
fault-duty = Enter who was told, or which decision this is

did-asked-review = Asked for a review
did-withdrawn-review = Took the assessment back from review
did-wanted = Noted change { NUMBER($number) }
did-changes-asked = Asked for changes
did-replied = Replied to change { NUMBER($number) }
did-returned-to-review = Sent the assessment back to the reviewer
did-agreed = Agreed after review
did-wrote-on = Went on writing after the review
did-reassigned = Gave the review to someone else
did-section-given = Changed who looks after a section
did-handed-over = Handed the assessment over
did-timing = Stated the timing
did-published = Published the statement
did-withheld = Withheld the statement
did-delivered = Reported on mitigation { $plan }
did-policy-reviewed = Reviewed the policy
did-amended = Opened a new version
did-reopened = Reopened a part
did-superseded = A newer version was signed
did-closed = Closed the assessment
did-transferred = Gave the policy to another organisation
