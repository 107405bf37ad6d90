### The prose pages. Each value is Markdown, with headings from level 2: the title message is the level 1.
### A line of a value may not start with a square bracket, an asterisk, a full stop or a brace.

## Start page

page-start-title = Check whether a policy leaves people more connected or lonelier

page-start-intro =
    Use this service to find out how a policy could change people’s relationships, and what to do about
    it. It is for policy officers in UK government departments and councils. At the end you have a signed,
    accessible impact statement that a decision maker can read before they decide.

page-start-what =
    ## What loneliness is, and what it is not

    Loneliness is an unwelcome feeling. People have it when the relationships they have fall short of the
    relationships they want. They may want more company, or they may want to be closer to the people
    they already know. The psychologists Daniel Perlman and Letitia Peplau described it in this way in
    1981, and official statistics on loneliness build on their work.

    Loneliness is not the same as social isolation. Isolation is about how many contacts a person has.
    Others can count them. Loneliness is about how a person feels, and only that person can say.

    Some people live alone and are not lonely. Some people are lonely in a crowd. So do not only count
    contacts. Ask what the policy does to the relationships that matter to people.

page-start-before =
    ## Before you start

    You need an account. The administrator of your organisation can add you.

    The 8 screening questions take about 10 minutes. They tell you whether you need to do more. If
    they find no effect, all you need is a signed declaration.

    A full assessment takes 1 to 4 hours and usually needs several people. You do not have to do it in one
    go. A short assessment has fewer questions and takes less time.

    It helps to have:

    - a few sentences on what the policy does
    - the post that owns the policy
    - who will decide, and when
    - the options you are comparing
    - which groups of people the policy affects, and about how many people are in each
    - figures, studies or local data, with their source and year
    - the equality assessment, if there is one
    - what the people affected have told you
    - what you can change to reduce harm, who would own that, and whether there is money for it

    You can start without these. ‘Don’t know’ is always a possible answer when a question asks about an
    effect.

    Do not enter personal information about members of the public. The service does not need it.

page-start-steps =
    ## What happens

    1. Register the policy. It then shows in the register of your organisation, even before anyone has
       screened it.
    2. Answer the 8 screening questions. The answers decide whether you need a full assessment, a short
       assessment or none.
    3. If no assessment is needed, ask someone to sign a one-page declaration. You have then finished.
    4. If you need an assessment, answer the other questions. You can share them with colleagues.
    5. Rate what each option does to each group of people.
    6. Plan how to prevent or reduce harm. A mitigation counts when it has an owner, a date and funding.
    7. Check your answers, the level of harm and the rules that are not met yet.
    8. Ask someone who has not written in the assessment to sign it.
    9. The signer reads the statement, then signs it or sends it back to you with a reason.

    Once it is signed, the service issues the impact statement as an accessible page and as a PDF.

page-start-after =
    ## Who signs

    The more harm is left after mitigation, the more senior the person who signs.

    In a department:

    - no harm or minor harm: a Grade 6 or Grade 7
    - moderate harm: a deputy director
    - major harm: a director or the senior responsible owner, and the minister is told
    - severe harm: a minister

    In a council:

    - no harm or minor harm: a head of service
    - moderate harm: an assistant director
    - major harm: a director, and the portfolio holder is told
    - severe harm: a decision of the cabinet or a committee

    The signer cannot be anyone who has written in the assessment. If a rule is not met, the signer has to
    explain why they sign all the same, and the statement prints the explanation.

    A policy can still go ahead when it does harm. The statement shows that the harm was known, what was
    done about it and who decided.

    A signed statement is published, or withheld for a reason that the register shows.

## Help

page-help-title = Help

page-help =
    ## Finding your way

    The **Your work** page lists what waits for you, by reason: signatures, reviews, changes that a reviewer
    asks for, comments, and reviews and mitigations that are due. Below that it lists what you are writing.
    You can ask for a digest of it by e-mail on the page of your account. Select your name to open it.

    The **policy register** lists the policies of your organisation. It shows how far each one has got,
    and which ones nobody has screened yet. You can search it, filter it and download it as a CSV file.

    The **task list** of an assessment shows its sections and what is still to do in each of them. You can
    do the sections in any order after screening. Some questions only show after you have answered an
    earlier one.

    A policy marked OFFICIAL-SENSITIVE can be opened by the person who registered it, the readers named on
    its page, and the people who work on its assessment: lead, authors, owners of sections, reviewer and
    signer. Others see that a policy exists, but not its title.

    ## Commitments and the portfolio

    The page **Commitments** lists what organisations have promised across government, who answers for it, and how it
    stands. Filters show what needs someone: what is stale, overdue, or without a lead. A lead reports on
    the page of a commitment, or on all of them one after the other from **Your work** while a round is
    open. Amber and red need a next step.

    In a **round** every lead reports on what is open. When the central team locks it, a snapshot is kept
    that never changes. It can be made again from the audit log, and must come out the same.

    The **portfolio** counts policies and assessments that you may see. Every figure leads to the rows
    behind it, and to a file with the same rows.

    Some organisations let their analysts add an **illustration of the cost** in pounds. It never changes
    the level, and is not added up over policies.

    ## Answering questions

    Each page has one question, or a few that belong together. Most have guidance that you can open.

    Everything on the page is saved when you select **Save and continue**. This is so even when something
    is missing or wrong. The page then tells you what to put right. You can do that now or later.

    To stop, select **Save and come back later**. Your answers are there when you return.

    ‘Don’t know’ is allowed. It is better than a guess. It creates a gap, and each gap needs an action, an
    owner and a date.

    An answer can hide questions that no longer apply. What you typed there is kept, but it does not count
    and is not printed. It shows again if the question comes back.

    Do not name or describe people who could be recognised. For owners, give a post and not a name. If a
    text looks like a telephone number, an e-mail address, a postcode, an NHS number or a National Insurance
    number, you are asked before it is saved.

    ## Working with colleagues

    Officers and contributors of the same organisation can write in the same assessment at the same time.

    If two people answer the same question at the same time, nothing is lost. The first answer stays in
    place and the second is kept beside it. A page then shows both texts. One of you chooses one of them,
    or writes a new text from both. You cannot ask for a signature while an answer waits for this choice.

    The task list says who else was here in the last 10 minutes. Under **Who works on this**, the lead gives
    sections to colleagues and hands the assessment over, with a note.

    Under **Comments**, anyone who works on the assessment can comment on a question or on the whole. To ask
    for someone’s attention, choose them or write @ and their post. The comment then waits on their page
    until they reply.

    Ratings and mitigations work in another way: what was saved last counts. The history keeps what was
    there before. Agree in advance who rates which subject.

    ## Rating what the policy does

    You rate 3 things together:

    - an **option** of the policy, such as ‘Close 4 offices’
    - a **pathway**, which is a way in which a policy reaches people’s relationships, such as travel or
      places to meet
    - a **group** of people, such as disabled people

    Your answers decide which pathways you rate. You choose the groups and the options. The service adds
    ‘do nothing’ as an option, so that you can compare. You do not have to rate it.

    Each rating has these factors:

    - **direction**: whether the people in the group have better or worse relationships than if you did
      nothing, and how strong the change is
    - **reach**: how much of the group is affected, among the people the policy covers
    - **duration**: how long the effect lasts, and whether it can be undone
    - **likelihood**: how sure you are that it happens
    - **evidence**: how good your evidence is

    If you said that some people could lose their only regular contact, you also say in which groups.

    Rate what you expect without the mitigations in your plan. You plan those later.

    A rating of ‘worse’, ‘much worse’, ‘better’ or ‘much better’ is strong. It needs a reason in a line or
    two. A slight rating does not.

    The page shows the band of each rating and how it was worked out. For harm, the bands are:

    - 0: none found
    - I: minor
    - II: moderate
    - III: major
    - IV: severe

    For benefit, they are none, small, moderate, large and very large.

    Weak evidence never makes a harm smaller. It makes a benefit count for less. The page on how the level
    is made explains each step.

    ## Planning mitigations

    A mitigation is something you do to prevent or reduce harm. The service suggests some from your
    answers. You can also write your own.

    Link each mitigation to the ratings it changes, and say what each factor becomes.

    A mitigation counts when it has an owner, a date and agreed funding. If one of these is missing, it is
    listed as ‘possible’ and changes nothing.

    There are limits to what a mitigation can change:

    - a factor improves by 2 steps at most
    - without evidence that the mitigation works, a rating improves by one band at most

    The level is always shown before and after mitigation.

    For a moderate harm that you will not mitigate, write the reason.

    ## Gaps

    A gap is something that you do not know yet. An answer or a rating of ‘Don’t know’ creates one. Some
    other answers do too. For example, you may not know how lonely the people affected are now.

    For each gap, say what you will do, which post owns it and the date by which it will be done.

    If more than a quarter of the ratings are ‘Don’t know’, a rule is not met and the signer has to explain
    why.

    ## Checking your answers

    Each section has a page that shows your answers. Select **Change** next to an answer to go back to the
    question.

    The result page shows the level, why it came out that way, what is still open and which rules are not
    met. While answers are missing, it gives the lowest and the highest level that are still possible.

    If you have marked an option as preferred, the level is the level of that option. If you have not, it
    is the level of the option with the most harm.

    ## Asking for a review

    A reviewer checks the quality before you ask for a signature. A review is never required, but the
    statement names the post that reviewed it. The reviewer must have the reviewer role and must not have
    written in the assessment.

    The reviewer notes changes, each on a question, and sends them to you. You change the answers, reply to
    each change and send the assessment back. The reviewer then agrees or asks again. You can take the
    assessment back from review at any time. If the reviewer leaves, an administrator gives the review to
    someone else.

    ## Late and urgent assessments

    Under **Timing of this assessment**, say if it is made after the decision or if the decision could not
    wait. The first page of the statement says so too. After an emergency decision, a complete version must
    be signed within 28 days.

    ## Asking for a signature

    The person you ask must:

    - belong to your organisation
    - have the signer role
    - not have written in the assessment

    Administrators can state up to which level someone signs. Only people who may sign this level are
    listed. The result page says which grade should sign.

    You can ask when screening is complete and no answer waits for a choice. Other things may still be open.
    The signer will see them as rules that are not met.

    While the request waits, nothing in the assessment can be changed. You can take the request back at any
    time. Then you can change the assessment and ask again.

    ## Signing

    If you are asked to sign, open the assessment from **Your work**.

    1. Read the statement. The service records which version you opened, and when.
    2. Confirm that you have read it.
    3. For level III and above, state who was told or which decision it is.
    4. Explain each rule that is not met. Each explanation needs at least 150 characters. The statement
       prints it.
    5. Sign.

    You can also send the assessment back with a reason. The authors can then change it and ask again.

    Your signature is bound to a fingerprint of the content: a code worked out from everything you read. If
    any of it changes, the code changes too and your signature no longer fits. Nothing can be changed after
    you have signed. A change needs a new version.

    ## When no assessment is required

    If screening finds no effect, you do not need an assessment. You ask someone to sign a one-page
    declaration instead. It shows the screening answers that led to this result. It is signed in the same
    way, by someone who did not write it.

    Screen the policy again if its text, the option or the groups it affects change.

    ## The statement and its PDF

    The statement is a web page first. The PDF has the same content. It is tagged, so that screen readers
    can read its headings, lists and tables. It is made to the PDF/UA-1 standard for accessible documents.

    You can see the statement and download the PDF at any time. Until it is signed, it says that it is a
    draft. The PDF of a signed statement is kept as it was issued and is never made again.

    The statement names posts, not people. Its marking is printed on each page.

    ## After the signature

    An officer publishes the statement, or withholds it and says which exemption of the Freedom of
    Information Act applies and when that is looked at again. A published statement has its own address,
    which anyone can read. During a publication hold, for example before an election, nothing is published.

    When the policy changes, open a new version. Everything is carried over, and only the parts that you
    reopen can be changed. A page shows what differs. When the new version is signed, the old one is marked
    as superseded and stays as it was.

    Each signed assessment is reviewed by the day its level asks for, or earlier if you chose an earlier
    day. The page **Reviews due** lists them. The page **Mitigations** lists what was promised. Report there
    whether it is done, late or dropped, and what shows it.

    If the policy is dropped, close the assessment and say why.

    ## History

    Every change is kept: what was there before, what is there now, the post of the person who made the
    change, and when. Each entry is sealed to the one before, so that an altered or missing entry can be
    found. Nobody can delete entries. At the end of the time for which records are kept, two people can
    dispose of them together. A certificate stays, and the seals.

    Under **Audit**, administrators and auditors verify everything and download the audit log. What an
    auditor reads is written down, and so is every file that is handed out.

    ## Published statements and checking them

    The list **Published statements**, at the foot of every page, is open to everyone without signing in. It can be
    searched, filtered, followed as a feed and downloaded. A statement that is withheld is listed with the
    reason and the day on which this is looked at again, and without its content.

    The page **Check a statement** tells whether a PDF is the one that was issued. Choose the file, and you see
    whether it is unaltered, altered, replaced by a newer version, or not known here.

    ## For auditors

    The page **Search all assessments** finds words in answers, reasons, mitigations and comments. In Welsh, a word is
    found in all its mutations. The figures beside the filters say how many of what was found are so, and
    add up to the whole. Searches can be saved.

    A **random sample** is drawn with a seed. The same seed gives the same sample, here and with any other
    program: the page says how.

    A **package** holds the issued statements, lists, the audit log of each assessment and a manifest. It is
    made while you do something else. To check it, run the program of this service on any computer: type
    `loneliness-test verify --package package.zip`, and to check one PDF against it type
    `loneliness-test verify statement.pdf --package package.zip`.

    On the result page of an assessment, follow the link to have the score worked out again and compared
    with what was issued.

    ## Signing in and out

    An administrator adds you and gives you a link. The link works once, within 7 days. You use it to choose
    a password of at least 12 characters.

    Your session ends after 30 minutes without activity, and after 12 hours in any case. If that happens
    while you are typing, your text is kept and offered to you again after you sign in.

    If your organisation has its own sign-in, you can use that instead of a password. With a password, turn
    on a second factor on the page of your account: then a code of an app is asked for too. The same page
    shows where you are signed in, and lets you download what is kept about you.

    Sign out when you share a computer with others.

    After too many wrong passwords you have to wait 15 minutes.

    ## Using a keyboard or a screen reader

    You can do everything with a keyboard. Use Tab to move between links, buttons and fields. Use the arrow
    keys to move between radio buttons, and the space bar to select a checkbox. The first link on each page
    takes you to the main content.

    Each page has one main heading and its own title. If something is wrong, the title starts with ‘Error’.
    A summary at the top of the page then links to each field that needs a change.

    You can zoom in to 400%. Each chart has a table with the same figures.

    Everything works without JavaScript. JavaScript only adds small conveniences.

    ## Getting more help

    Ask the administrator of your organisation. They can add people and give out roles. If a page shows a
    reference number for a fault, tell them the number.

## Method

page-method-title = How the level is made

page-method =
    The service works out a level of harm, from 0 to IV, from the ratings that officers give. This page
    explains how. The tables below show every value and limit that is used.

    ## Principles

    - Words come before numbers.
    - The group that is worst off decides the level.
    - Harm to some people is never cancelled out by benefit to others.
    - Doubt never makes a harm smaller.
    - A mitigation counts only when it has an owner, a date and funding.
    - The quality of the evidence is a separate figure.
    - There are no totals across policies and no league tables by score.

    ## What the level cannot tell you

    The level is a guide to attention, not a measurement of loneliness.

    This assessment supports, and does not replace, an equality assessment.

    Figures are estimates by officers; sources are listed.

    ## Screening

    Some answers to the 8 screening questions always lead to a full assessment. Others show a possible
    effect.

    - An answer that always leads to a full assessment is enough on its own.
    - With 2 or more possible effects, you need a full assessment.
    - With 2 or more answers of ‘Don’t know’, you need a full assessment.
    - With one possible effect, a short assessment is enough.
    - If there is none, no assessment is required.

    A short assessment becomes a full one if some people could lose their only regular contact, or if the
    policy is already decided or in force.

    ## Step 1: rate each effect

    Officers rate what each option does to each group, separately for each way in which a policy can reach
    people’s relationships. The points come from 4 factors: direction, reach, duration and likelihood.

    The first table below combines the strength of the change with how long it lasts. This gives the
    consequence, from 1 to 5. If the group is known to be at higher risk of loneliness, it goes up by 1, to
    5 at most. This is called the risk uplift.

    The second table combines reach with likelihood. This gives the exposure, from 1 to 5. It is at least 3
    if the policy affects 100,000 people or more in the group.

    The points are the consequence multiplied by the exposure, from 1 to 25. They are sorted into bands, and
    each band has a word.

    Some harms count as major however few people they reach, with at least 10 points:

    - a much worse change that is permanent
    - the loss of a person’s only regular contact

    Evidence works in one direction only. Weak evidence never lowers a harm. A benefit with low evidence
    counts for half, rounded down. A benefit with no evidence is shown but does not count.

    ‘Don’t know’ is read as a slight harm that is at least possible, and it is listed as a gap.

    A group has the risk uplift if a survey shows a rate of at least 1.5 times the average in that survey.
    Some groups have it as a precaution, because research points to a higher risk but we hold no checked
    figure. The questionnaire says which is which. A group that officers add themselves does not have the
    uplift.

    ## Step 2: look at each group

    For each group, we take the worst harm. We add 1 point for each further harm of 5 points or more, up to
    25 in all. The extra points show that losses add up for the people who face them. An example is a bus
    route and a library that close in the same year.

    Benefits are worked out in the same way. Harm and benefit are shown side by side. One is never taken
    away from the other.

    ## Step 3: find the level

    The level of an option is the band of the group with the most harm. The level is also IV if 3 or more
    groups from 3 different families face major harm. The families are age, health and disability,
    circumstances in life, identity, and place.

    The level of the policy is the level of its preferred option. While no option is preferred, it is the
    level of the option with the most harm.

    The greatest benefit to any group, and the number of groups helped, are shown beside the level. They
    are not part of it.

    While answers are missing, the level is a range from the lowest to the highest that is still possible.

    ## Step 4: count the mitigations

    Each mitigation names the ratings it changes and the factors it improves. A factor improves by 2 steps
    at most. Without evidence that it works, a mitigation improves a rating by one band at most.

    A mitigation without an owner, a date or funding is listed as ‘possible’ and changes nothing.

    The level is shown before and after mitigation. The level after mitigation decides who signs, which
    rules apply and how soon the policy is reviewed.

    ## Step 5: show the quality of the evidence

    Some answers on evidence, involvement and follow-up carry points. The quality is the share of those
    points that you reached, from 0 to 100. It only counts questions you were asked. Under 40 is weak, 40 to
    69 is fair, and 70 or more is strong.

    Quality never changes the level. From level II, a rule says how high it has to be before sign-off.

    ## Comply or explain

    Each level has rules that should be met before sign-off. If a rule is not met, the signer has to explain
    why in at least 150 characters. The explanation is printed on the statement.

    ## How other methods score, and what we took from them

    ### Algorithmic Impact Assessment, Government of Canada

    This method gives each answer a weight and adds the weights up. Its level depends on the share of the
    highest possible total: up to 25%, 50% or 75%, or more. If mitigation reaches 80% of its own maximum,
    the total goes down by 15%. The level decides the duties. We took levels that decide duties, and a
    method that anyone can read. We did not take the single total. A single total lets a mitigation make up
    for a harm that it has nothing to do with, and it hides the group that is worst off.

    ### Health impact assessments

    Many of these use a matrix of direction, size, likelihood and who is affected, and have no total. We
    took the separate row for each group, and a result that shows who is affected.

    ### Data protection impact assessments

    These rate the likelihood and severity of each risk, then list the measures, then state the risk that is
    left. The form names who accepts that risk. If they go against advice, they give their reasons. We took
    the level before and after mitigation, and the duty to explain.

    ### Equality impact assessments

    Many of these use words such as positive, negative and neutral. We took words first and numbers second.

    ## Limits of the method

    The steps, limits and review periods are our own. They have not been tested in research. We show all of
    them so that you can judge them.

    The points put effects in order. They do not measure amounts. A harm of 12 points is not twice as bad as
    a harm of 6. So we do not work out averages, and we do not add up points across groups or policies.

    Figures from different surveys cannot be compared. Each figure in the service is shown with its survey
    and its year.

    ## Versions

    The values and limits are kept in the questionnaire file, not in the program. The scoring rules have a
    version number. It is kept with each assessment and printed on its statement.

    An assessment keeps the questionnaire it was started with. When the rules change, old assessments are
    never silently scored again.

## Accessibility statement

page-accessibility-title = Accessibility statement

page-accessibility =
    This statement is about the loneliness test: its pages and the impact statements it issues as PDFs. The
    service is run by your organisation, or by another public body on its behalf.

    We want as many people as possible to be able to use it. You should be able to:

    - change colours, contrast levels and fonts in your browser
    - zoom in to 400% without text running off the screen
    - use all of the service with only a keyboard
    - use all of the service without JavaScript
    - read a statement as a web page instead of a PDF

    We have tried to make the text as simple as possible to understand.

    ## How accessible the service is

    We aim to meet level AA of the Web Content Accessibility Guidelines (WCAG), version 2.2.

    We do not yet say that the service meets the standard in full, because nobody outside the project has
    checked it. These are the limits we know of:

    - it has not been tested with people who use assistive technology
    - it has not been checked by an outside auditor
    - the wide tables in a statement are shown on landscape pages in the PDF, and you may need to scroll
      sideways to read a wide table on a small screen

    ## How we test it

    - We run automated checks with axe on every page of the journey, from the start page to the signed
      statement.
    - We go through the journey with only a keyboard, in a real browser.
    - We check that pages can be read and used at 400% zoom.
    - We check the PDFs against the PDF/UA-1 standard with veraPDF.

    Automated checks find only some problems. They can show that a PDF has the right tags, but not that it
    is easy to read.

    ## Reporting a problem

    If something does not work for you, tell the administrator of your organisation’s service. Say which
    page it was, what you wanted to do and what you use, such as a screen reader or a magnifier.

    You can also ask the administrator for a statement in another format.

    ## If you are not happy with the answer

    The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile
    Applications) (No. 2) Accessibility Regulations 2018 in England, Scotland and Wales. If you are not happy
    with how your organisation responds to your complaint, contact the
    Equality Advisory and Support Service (EASS).

    In Northern Ireland, the regulations are enforced by the Equality Commission for Northern Ireland (ECNI).
    Contact the commission if you are not happy with the response.

    ## About this statement

    This statement was prepared on 22 November 2026. It is based on the tests listed on this page.

## Privacy notice

page-privacy-title = Privacy notice

page-privacy =
    This notice is about people who use the loneliness test in their work. The service needs no personal
    information about members of the public.

    ## Who is responsible

    The organisation that runs the service is the controller of your personal information. It decides why
    and how the information is used. The administrator can tell you which organisation this is if you do not
    know.

    ## What is kept about you

    - your name, post, organisation and work email address
    - your roles in the service
    - a scrambled form of your password, from which the password cannot be read
    - what you did in the service and when, including when you signed in
    - the answers, ratings and explanations you wrote
    - statements you signed, with your post, the version you read and the times you opened and signed it

    While you are signed in, the service also keeps when your session started, when it was last used and what
    your browser says it is. For 10 minutes your colleagues see on which page of a shared assessment you were.

    If you sign in through your organisation, the service keeps the code by which that sign-in knows you. If
    you use a second factor, it keeps the key that belongs to it. If you are an auditor, it keeps which pages
    you read. For everyone it keeps which files were handed out.

    You can see and download all this on the page of your account.

    If a sign-in fails, the service keeps the number of tries and the time. It keeps them under a code made
    from the email address that was typed and the network address of the device. It does not keep the
    addresses themselves for this. The record is removed when you next sign in from there, or after an hour.

    The technical log does not contain names, email addresses or answers. If a sign-in or a program’s token
    fails, it contains the network address that it came from. If you ask for a page that is not there or that
    you may not see, it contains the code by which the service knows your account.

    If the service can send email, it writes to you when a way into your account changes, such as your
    password, and a week before your access or a token of yours ends. To limit these messages, it keeps how
    many it sent in the last hour, under a code made from your email address.

    ## Why it is kept

    It is kept to:

    - let you sign in and do your work
    - protect the service from misuse
    - show who wrote, changed and signed an assessment, and when
    - let auditors check that a decision maker read what they signed

    The law requires the organisation to have a lawful basis for this. For public bodies it is usually that
    they need the information for a task in the public interest. The organisation can tell you which basis
    it uses.

    ## Who sees it

    - Colleagues in your organisation see your name, your post and what you did.
    - The central team and auditors can read assessments of all organisations, except those marked
      OFFICIAL-SENSITIVE. They see posts.
    - Administrators see your name, post, email address and roles.
    - Statements name posts, not people. If only one person holds a post, others may know who that is.

    The organisation may have to release records under freedom of information law. It decides what has to be
    removed first.

    ## What the service does not do

    - It does not use analytics and does not track you.
    - It does not pass your information to third parties.
    - It does not call other services. Fonts, scripts and styles come from the service itself.
    - It does not make decisions about you.

    ## Information about the public

    Do not type personal information about members of the public. This means names, addresses, phone
    numbers, case numbers, and stories in which someone could be recognised. Write about groups.

    If you find such information in an assessment, remove it from the answer and tell the administrator. The
    history still holds what was there before, so the organisation has to decide what to do about that.

    ## How long it is kept

    The organisation decides how long records are kept. Nothing is deleted silently.

    If you leave, the administrator closes your account. What you wrote and signed stays, because it is part
    of the record of a decision.

    Where the records are stored depends on where the organisation runs the service.

    ## Your rights

    You can ask the organisation to:

    - give you a copy of the information it holds about you
    - correct it if it is wrong
    - stop using it, or delete it, in some cases

    An entry in the history is not changed afterwards. If it is wrong, a correction is added.

    Contact the data protection officer of the organisation. If you are not happy with the answer, you can
    complain to the UK regulator for data protection, at [ico.org.uk](https://ico.org.uk/).

## Cookies

page-cookies-title = Cookies

page-cookies =
    Cookies are small files that a website saves on your device. This service uses 3. They are strictly
    necessary, or remember a choice that you made. That is why we do not ask for your consent.

    ## Cookies we use

    - `__Host-session` keeps you signed in. It ends when you close the browser, or after 12 hours.
    - `__Host-visit` protects the forms that you can use before you sign in, so that no other website can
      send them in your name. It ends when you close the browser.
    - `__Host-language` remembers the language you chose. You get it only when you change the language. It
      ends after a year.

    The first 2 hold a random code and nothing about you. The third holds `en` or `cy`.

    ## Cookies we do not use

    There are no others. We do not use cookies for analytics, advertising or tracking, and no other
    organisation sets cookies here.

    ## If you block cookies

    You can block or delete cookies in your browser. You can then still read pages such as this one, but you
    cannot sign in.

## Errors

page-not-found-title = Page not found

page-not-found =
    If you typed the web address, check it is correct.

    If you pasted the web address, check you copied the whole of it.

    The page may also be about something that your account cannot see. If you think you should see it, ask
    the person who sent you the address, or the administrator of your organisation.

page-forbidden-title = You cannot do this with your account

page-forbidden =
    Your role in the service does not allow it. For example, only officers and contributors can change an
    assessment. Only a person with the signer role who has been asked can sign it, and only if they have not
    written in it.

    Nothing has been changed. If you need another role for your work, ask the administrator of your
    organisation.

page-factor-title = A second factor is needed first

page-factor =
    This service asks you for a second factor before you go on. Nothing has been changed, and what you sent is not
    lost: it is still on the page before.

    Open [the page of your second factor](/account/second-factor) in another tab and turn it on. Then come back
    here, go back to the page before, and send it again.

page-bad-request-title = The service could not read what was sent

page-bad-request =
    Part of the form or of the web address was missing or damaged on its way to us. Nothing has been
    changed.

    Go back to the page before, reload it and try again. If you came by a link, check you copied the whole
    of the web address.

    If it happens again, tell the administrator of your organisation what you were doing.

page-conflict-title = Something changed while you had the page open

page-conflict =
    A colleague may have changed the same thing. Or the assessment may have moved on: while it waits for a
    signature, and after it is signed, nothing in it can be changed.

    We have not changed anything, so that nobody’s work is overwritten. If you typed a long text, copy it
    before you leave the page.

    Go back to the page before and reload it. You will then see how things stand now, and can decide whether
    your change is still needed.

page-too-large-title = What you sent is too large

page-too-large =
    The service accepts up to 100,000 characters in one field, and up to 1 MB at a time. That is far more text
    than a page needs. This can happen when you paste a whole document, or a text with pictures.

    We have not saved what you sent. Go back to the page before, shorten the text and save it again. For a
    long document, give a summary and say where the document can be found.

page-too-many-title = Too many attempts

page-too-many =
    There have been too many attempts in a short time. Wait 15 minutes, then try again.

    This limit protects accounts from people who guess passwords. Your account and your work are safe.

    If you do not know your password, ask the administrator of your organisation for help.

page-problem-title = Sorry, there is a problem with the service

page-problem =
    The fault is on our side. Try again later.

    What you saved before is still there. When you come back, check the last page you were on, because we
    may not have saved what you sent last.

    If it happens again, tell the administrator of your organisation. Quote the reference number shown on
    this page, so that they can find out what went wrong.

page-unavailable-title = Sorry, the service is unavailable

page-unavailable =
    The service cannot read or write its records at the moment. Nothing that was saved is lost.

    Tell the administrator of your organisation, who can see what the cause is. Try again later. If you have
    just typed something, go back to the page before and copy your text to be safe.

page-expired-title = This form is out of date

page-expired =
    Your session has ended, or the form was open for too long. A session ends after 30 minutes without
    activity, and after 12 hours in any case.

    We have not saved your changes yet. What you typed is shown on this page, so that you can send it again.
    Sign in again first if you are asked to.

page-method-not-allowed-title = This address cannot be used in that way

page-method-not-allowed =
    The page exists, but it does not accept this kind of request. This can happen when you reload a page
    after sending a form, or save the address of a form as a bookmark.

    Nothing has been changed. Go to the home page of the service and find the page from there.

page-timeout-title = Sorry, this took too long

page-timeout =
    The service did not finish in time, or your connection was too slow to send everything.

    Your last change may or may not have been saved. Go back to the page before and reload it to see. If the
    change is not there, save it again.

    If it happens again, tell the administrator of your organisation what you were doing.
