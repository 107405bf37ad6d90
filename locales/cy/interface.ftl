# The words of the pages, beside those of the statement.

service-name = Y prawf unigrwydd
error-prefix = Gwall:
error-word = Gwall
skip-link = Neidio i’r prif gynnwys
back = Yn ôl
demo-label = Arddangosiad
demo-banner = Arddangosiad: mae’r bobl a’r polisïau yma’n ddychmygol, a’r datganiadau hefyd. Dim ond yn y gofrestr enghreifftiol o ymrwymiadau, a luniwyd o ffynonellau cyhoeddus, y mae’r adrannau’n rhai go iawn. Peidiwch â rhoi rhai go iawn.
phase = Beta
phase-text = Gwasanaeth newydd yw hwn. Gall gweinyddwr eich sefydliad drosglwyddo eich barn amdano.
menu = Dewislen
nav-home = Eich gwaith
nav-policies = Cofrestr polisïau
nav-people = Pobl
nav-help = Help
signed-in-as = Wedi mewngofnodi fel { $name }
sign-out = Allgofnodi
sign-in = Mewngofnodi
footer-accessibility = Datganiad hygyrchedd
footer-privacy = Hysbysiad preifatrwydd
footer-cookies = Cwcis
footer-method = Sut y pennir y lefel
footer-help = Help
footer-questions = Yr holl gwestiynau
footer-licence = Dyroddir dogfennau o dan y Drwydded Llywodraeth Agored v3.0, oni nodir fel arall.
summary-title = Mae problem
save-continue = Cadw a pharhau
save-later = Cadw a dod yn ôl yn nes ymlaen
continue = Parhau
change = Newid
optional = (dewisol)
day = Diwrnod
month = Mis
year = Blwyddyn
csv = Lawrlwytho CSV
warning = Rhybudd
important = Pwysig
or = neu

page-kept-title = Mae’r hyn a deipioch wedi’i gadw
page-kept = Roedd eich sesiwn wedi dod i ben, ac rydych wedi mewngofnodi eto. Nid oes dim a deipioch wedi’i golli. Mae i’w weld isod. Dewiswch “Cadw’r hyn a deipiais” i’w anfon.
again-button = Cadw’r hyn a deipiais
again-typed = Yr hyn a deipioch
reference-number = Cyfeirnod: { $reference }

start-now = Dechrau nawr
start-signed-in = Mynd i’ch gwaith
start-questions = Darllen yr holl gwestiynau cyn i chi ddechrau
start-questionnaires = Holiaduron sydd ar gael
demo-people-title = Pwy sy’n gallu mewngofnodi i’r arddangosiad hwn
demo-people-password = Mae gan bawb yr un cyfrinair: { $password }
head-address = Cyfeiriad e-bost
head-post = Swydd
head-organisation = Sefydliad

sign-in-title = Mewngofnodi
sign-in-again-title = Mae eich sesiwn wedi dod i ben. Mewngofnodwch eto
sign-in-kept = Nid oes dim a deipioch wedi’i golli. Caiff ei gynnig i chi eto ar ôl i chi fewngofnodi.
field-email = Cyfeiriad e-bost
field-password = Cyfrinair
fault-sign-in = Nodwch gyfeiriad e-bost a chyfrinair sy’n perthyn i’w gilydd
fault-too-many = Mae gormod o ymgeisiau wedi methu. Arhoswch 15 munud, yna rhowch gynnig arall arni

set-up-title = Sefydlu’r prawf unigrwydd
set-up-text = Chi yw’r person cyntaf i ddefnyddio’r gwasanaeth hwn. Rhowch enw eich sefydliad, a chrëwch gyfrif i chi’ch hun. Chi fydd y gweinyddwr a gallwch ychwanegu pobl eraill.
field-organisation = Enw eich sefydliad
field-contact = Blwch post cyswllt eich sefydliad
field-contact-hint = Caiff y cyfeiriad hwn ei argraffu ar ddatganiadau. Defnyddiwch flwch post a rennir, nid blwch post unigolyn.
field-name = Enw llawn
field-post = Swydd
field-post-hint = Er enghraifft, Rheolwr polisi trafnidiaeth. Mae dogfennau’n enwi swyddi, nid pobl.
field-new-password = Dewiswch gyfrinair
field-new-password-hint = O leiaf 12 nod. Mae tri gair y gallwch eu cofio yn gwneud cyfrinair da.
set-up-button = Sefydlu’r gwasanaeth
password-title = Dewiswch gyfrinair
password-text = { $name }, cyfeiriad e-bost eich cyfrif yw { $email }.
password-button = Cadw a mewngofnodi
fault-name-missing = Nodwch enw llawn
fault-email = Nodwch gyfeiriad e-bost, er enghraifft name@example.org
fault-email-taken = Mae gan rywun â’r cyfeiriad e-bost hwn gyfrif eisoes
fault-post-missing = Nodwch swydd
fault-organisation-missing = Nodwch neu dewiswch sefydliad
fault-contact = Nodwch gyfeiriad e-bost blwch post a rennir
fault-roles-missing = Dewiswch o leiaf un rôl
fault-password-short = Rhowch gyfrinair o 12 nod o leiaf
fault-password-long = Rhowch gyfrinair o 128 nod neu lai
fault-password-name = Dewiswch gyfrinair nad yw’n cynnwys eich enw
fault-password-guessable = Dewiswch gyfrinair sy’n anoddach ei ddyfalu

home-title = Eich gwaith
home-sign = Yn aros am eich llofnod
home-writing = Asesiadau rydych yn eu hysgrifennu
home-finished = Wedi’u llofnodi
home-all = Dangos pob un o’r { $n } dan “{ $heading }”
home-empty = Nid oes gennych unrhyw asesiadau eto.
home-register = Cofrestru polisi
home-policies = Agor y gofrestr polisïau

policies-title = Cofrestr polisïau
policies-count =
    { $total ->
        [0] Dim polisïau
        [one] 1 polisi
        [two] 2 bolisi
        [few] 3 pholisi
        [many] 6 pholisi
       *[other] { NUMBER($total) } polisi
    }
policies-restricted =
    { $n ->
        [one] Mae 1 polisi arall yn gyfyngedig. Dim ond darllenwyr a enwir sy’n ei weld.
        [two] Mae 2 bolisi arall yn gyfyngedig. Dim ond darllenwyr a enwir sy’n eu gweld.
        [few] Mae 3 pholisi arall yn gyfyngedig. Dim ond darllenwyr a enwir sy’n eu gweld.
        [many] Mae 6 pholisi arall yn gyfyngedig. Dim ond darllenwyr a enwir sy’n eu gweld.
       *[other] Mae { NUMBER($n) } polisi arall yn gyfyngedig. Dim ond darllenwyr a enwir sy’n eu gweld.
    }
policies-none = Nid oes polisi sy’n cyfateb. Newidiwch y geiriau neu’r hidlydd.
policies-empty = Mae’r gofrestr yn wag. Dyma le pob polisi y dylid ei brofi, gan gynnwys y rhai nad oes neb wedi’u sgrinio eto.
policies-words = Geiriau yn y teitl neu’r cyfeirnod
policies-progress = Cynnydd
policies-all = Pob un
policies-filter = Hidlo
policies-clear = Clirio’r hidlydd
policies-register = Cofrestru polisi
head-reference = Cyfeirnod
head-title = Teitl
head-owner-post = Perchennog
head-progress = Cynnydd
head-marking = Marc
page-of = Tudalen { $page } o { $pages }
previous = Blaenorol
next = Nesaf
progress-not-screened = Heb ei sgrinio eto
progress-screening = Sgrinio
progress-not-required = Dim angen asesiad
progress-in-assessment = Yn cael ei asesu
progress-awaiting-signature = Yn aros am lofnod
progress-declared = Datganwyd: dim angen asesiad
progress-superseded = Disodlwyd
progress-signed = Wedi’i lofnodi
policy-new-title = Cofrestru polisi
policy-change-title = Newid yr hyn a nodir am y polisi
policy-title = Teitl
policy-title-hint = Fel y bydd y penderfynwr yn ei adnabod. Hyd at 200 nod.
policy-summary = Crynodeb
policy-summary-hint = Beth fydd yn newid, i bwy, ac o ba bryd. Mae dwy neu dair brawddeg yn ddigon. Y rhain sy’n agor y datganiad.
policy-owner-post = Perchennog
policy-owner-post-hint = Y swydd sy’n atebol am y polisi, nid enw person.
policy-decider = Penderfynwr
policy-decider-hint = Y swydd neu’r pwyllgor a fydd yn penderfynu.
policy-decision-date = Dyddiad y penderfyniad
policy-decision-date-hint = Er enghraifft, 27 3 2027. Gadewch hyn yn wag os nad yw’n hysbys.
policy-marking = Marc diogelwch
policy-marking-hint = Peidiwch â defnyddio’r gwasanaeth hwn ar gyfer SECRET neu uwch. Defnyddiwch system arall ar gyfer hynny.
marking-official = OFFICIAL
marking-official-hint = Gall pobl yn eich sefydliad ei ddarllen.
marking-official-sensitive = OFFICIAL-SENSITIVE
marking-official-sensitive-hint = Dim ond chi a’r bobl sy’n gweithio ar yr asesiad sy’n gallu ei ddarllen. Mae eraill yn gweld ei fod yn bodoli, ond nid ei deitl.
policy-save = Cadw’r polisi
policy-progress = Cynnydd
policy-details = Yr hyn a nodir
policy-assessments = Asesiadau
policy-assessment = Asesiad, fersiwn { NUMBER($number) }
policy-no-assessments = Nid oes neb wedi sgrinio’r polisi hwn eto.
policy-start = Dechrau’r sgrinio
policy-start-text = Mae 8 cwestiwn yn y sgrinio ac mae’n cymryd tua 10 munud. Mae’n dweud wrthych a oes angen asesiad.
policy-questionnaire = Pa holiadur sy’n addas?
fault-title-missing = Nodwch deitl
fault-title-long = Nodwch deitl o 200 nod neu lai
fault-summary-missing = Nodwch grynodeb
fault-summary-long = Nodwch grynodeb o 5,000 nod neu lai
fault-owner-missing = Nodwch y swydd sy’n berchen ar y polisi
fault-owner-long = Nodwch y perchennog mewn 200 nod neu lai
fault-decider-missing = Nodwch y swydd neu’r pwyllgor a fydd yn penderfynu
fault-decider-long = Nodwch y penderfynwr mewn 200 nod neu lai

tasks-progress = Tasgau rydych wedi’u cwblhau: { NUMBER($done) } o { NUMBER($all) }.
tasks-screening = Sgrinio
tasks-effects = Beth sy’n newid, ac i bwy
tasks-ratings = Sgoriau
tasks-follow-up = Tystiolaeth, lliniaru a gwaith dilynol
tasks-finish = Gorffen
task-screening-result = Canlyniad y sgrinio
task-no-ratings = Nid yw eich atebion yn dangos unrhyw newid i’w sgorio
task-ratings-later = Yn agor pan fyddwch wedi nodi beth sy’n newid, i bwy, a pha opsiynau rydych yn eu cymharu
task-mitigations = Lleihau niwed
task-mitigations-later = Yn agor pan fydd sgôr yn dangos niwed
task-result = Canlyniad
task-ask = Gofyn am lofnod
task-awaiting = Yn aros am y llofnod
task-signed = Wedi’i lofnodi
status-completed = Cwblhawyd
status-in-progress = Ar y gweill
status-not-started = Heb ddechrau eto
status-cannot-start = Methu dechrau eto
status-problem = Mae problem
status-optional = Dewisol
tasks-merge-title = Atebodd dau berson ar yr un pryd
tasks-merge-text = Mae’r ddau ateb wedi’u cadw. Dewiswch un, neu cyfunwch nhw.
tasks-returned-title = Mae’r llofnodwr wedi anfon yr asesiad yn ôl
tasks-awaiting-title = Yn aros am lofnod
tasks-awaiting-text = Ni ellir newid dim tra bydd y llofnodwr yn ei ddarllen.
tasks-withdraw = Tynnu’r cais yn ôl
tasks-sign = Darllen a llofnodi
tasks-signed-title = Mae’r asesiad hwn wedi’i lofnodi
tasks-statement = Darllen y datganiad
tasks-statement-draft = Darllen y datganiad drafft
tasks-history = Gweld yr hanes
tasks-level = Ar ôl lliniaru: { $level }

question-position = Cwestiwn { NUMBER($number) } o { NUMBER($of) }
question-why = Pam rydym yn gofyn
question-help = Help gyda’r cwestiwn hwn
question-figures = Yr hyn sy’n hysbys
question-rates = Cyfraddau unigrwydd a gyhoeddwyd ar gyfer pob grŵp
head-higher-risk = Yn cyfrif fel grŵp sy’n wynebu risg uwch
add-another = Ychwanegu un arall
remove = Dileu
remove-row = Dileu { $name }
row-number = Cofnod { NUMBER($number) }
words-left = Gallwch ysgrifennu hyd at { NUMBER($max) } o eiriau.
groups-own = Eich grwpiau eich hun
groups-own-text = Ychwanegwch grŵp nad yw ar y rhestr. Enwch grŵp, nid person.
groups-own-name = Enw grŵp { NUMBER($number) }
groups-own-family = Yr hyn sydd gan y grŵp yn gyffredin
groups-choose-family = Dewiswch
options-nothing = Caiff “Gwneud dim” ei gymharu bob amser. Nid oes angen i chi ei ychwanegu.
options-name = Opsiwn { NUMBER($number) }
options-about = Beth ydyw
options-preferred = Pa opsiwn a ddewiswyd?
options-preferred-hint = Y lefel yw lefel yr opsiwn a ddewiswyd. Os nad ydych wedi dewis eto, y lefel yw lefel yr opsiwn gwaethaf.
options-preferred-this = Dewis yr opsiwn hwn
options-none = Heb ddewis eto
personal-title = A yw hyn yn ymwneud ag aelod o’r cyhoedd?
personal-email = Mae’n ymddangos bod y testun yn cynnwys cyfeiriad e-bost.
personal-phone = Mae’n ymddangos bod y testun yn cynnwys rhif ffôn.
personal-nhs = Mae’n ymddangos bod y testun yn cynnwys rhif GIG.
personal-ni = Mae’n ymddangos bod y testun yn cynnwys rhif Yswiriant Gwladol.
personal-text = Tynnwch ddata personol y cyhoedd allan. Nid oes ei angen yma, ac efallai y caiff y datganiad ei gyhoeddi.

fault-choose = Dewiswch ateb
fault-choose-any = Dewiswch bob un sy’n berthnasol, neu “Dim un o’r rhain”
fault-choose-group = Dewiswch o leiaf un grŵp, neu ychwanegwch eich grŵp eich hun
fault-group-name = Nodwch enw’r grŵp
fault-family = Dewiswch yr hyn sydd gan y grŵp yn gyffredin
fault-option-missing = Nodwch o leiaf un opsiwn
fault-option-name = Nodwch enw’r opsiwn
fault-same-name = Nodwch enw nad oes gan unrhyw opsiwn arall
fault-date-missing = Nodwch ddyddiad
fault-date = Nodwch ddyddiad go iawn, er enghraifft 27 3 2027
fault-row-missing = Llenwch o leiaf un cofnod
fault-field-missing = Nodwch y canlynol: { $field }
fault-enter = Nodwch ateb
fault-unknown-option = Dewiswch ateb o’r rhestr
fault-none-with-others = Dewiswch naill ai “Dim un o’r rhain” neu’r atebion sy’n berthnasol, nid y ddau
fault-too-many-words =
    { $over ->
        [one] Tynnwch 1 gair allan. Gallwch ysgrifennu hyd at { NUMBER($max) } o eiriau
        [two] Tynnwch 2 air allan. Gallwch ysgrifennu hyd at { NUMBER($max) } o eiriau
        [few] Tynnwch 3 gair allan. Gallwch ysgrifennu hyd at { NUMBER($max) } o eiriau
        [many] Tynnwch 6 gair allan. Gallwch ysgrifennu hyd at { NUMBER($max) } o eiriau
       *[other] Tynnwch { NUMBER($over) } gair allan. Gallwch ysgrifennu hyd at { NUMBER($max) } o eiriau
    }
fault-enter-number = Nodwch rif
fault-decimal = Nodwch rif, er enghraifft 3 neu 3.5
fault-too-low = Nodwch rif sydd o leiaf { $min }
fault-too-high = Nodwch rif nad yw’n fwy na { $max }
fault-decimals = { $most ->
    [0] Nodwch rif cyfan, heb ddegolion
    [one] Nodwch rif ag 1 lle degol ar y mwyaf
    [two] Nodwch rif â 2 le degol ar y mwyaf
   *[other] Nodwch rif â { $most } lle degol ar y mwyaf
}
fault-area = Nodwch god ardal, er enghraifft E06000001
language = Iaith
other-language = English
choose = Dewiswch
fault-number = Nodwch rif cyfan, er enghraifft 1,200
fault-too-many-rows = Rhowch { NUMBER($most) } ar y mwyaf
fault-merged = Mae rhywun arall wedi dewis ateb yn y cyfamser. Mae’ch un chi isod: cadwch ef os dylai gyfrif
fault-line = Defnyddiwch 200 nod ar y mwyaf
fault-long = Defnyddiwch 5,000 o nodau ar y mwyaf
fault-answer = Defnyddiwch 20,000 o nodau ar y mwyaf
fault-control = Tynnwch allan y nodau na ellir eu dangos. Maent yn aml yn dod gyda thestun sydd wedi’i gopïo

merge-title = Atebodd dau berson ar yr un pryd
merge-text = Atebodd rhywun arall y cwestiwn hwn tra oeddech yn gweithio arno. Mae’r ddau ateb wedi’u cadw. Dewiswch un, neu cyfunwch nhw.
merge-which = Pa ateb a ddylai aros?
merge-by = { $who }, { $at }
merge-both = Cyfuno’r ddau
merge-both-hint = Golygwch y testun isod
merge-both-label = Y ddau destun
merge-save = Cadw’r ateb hwn
fault-merge = Dewiswch yr ateb a ddylai aros

check-title = Gwiriwch eich atebion: { $section }
check-open =
    { $n ->
        [one] Mae angen ateb 1 cwestiwn o hyd.
        [two] Mae angen ateb 2 gwestiwn o hyd.
        [few] Mae angen ateb 3 chwestiwn o hyd.
        [many] Mae angen ateb 6 chwestiwn o hyd.
       *[other] Mae angen ateb { NUMBER($n) } cwestiwn o hyd.
    }
check-continue = Yn ôl i’r rhestr dasgau
check-problem = Mae problem gyda’r ateb hwn

screening-because = Pam
screening-causes = Yr atebion a achosodd hyn
screening-continue = Parhau i’r rhestr dasgau
screening-declare = Gofyn am lofnod
screening-declare-text = Mae llofnodwr yn cadarnhau nad oes angen asesiad. Dogfen un dudalen yw’r datganiad “dim angen asesiad” wedi’i lofnodi.
screening-missing =
    { $n ->
        [one] Mae angen ateb 1 cwestiwn sgrinio o hyd.
        [two] Mae angen ateb 2 gwestiwn sgrinio o hyd.
        [few] Mae angen ateb 3 chwestiwn sgrinio o hyd.
        [many] Mae angen ateb 6 chwestiwn sgrinio o hyd.
       *[other] Mae angen ateb { NUMBER($n) } cwestiwn sgrinio o hyd.
    }

rating-option = Opsiwn: { $option }
rating-because = Rydych yn sgorio hyn oherwydd eich ateb i’r cwestiwn hwn: { $question }
rating-examples = Enghraifft o niwed, ac un o fudd
rating-words = Ystyr y geiriau
rating-all = Yr un fath ar gyfer pob grŵp
rating-all-button = Llenwi pob grŵp
rating-all-text = Os yw’r effaith yr un fath ar bob grŵp, dewiswch unwaith yma. Gallwch newid grwpiau unigol isod wedyn.
rating-choose = Dewiswch
rating-reason = Rheswm, mewn un llinell
rating-reason-hint = Mae angen rheswm dros sgoriau cryf. Caiff ei argraffu yn y datganiad.
rating-result = Canlyniad
rating-working = Sut y cyfrifwyd hyn
rating-save = Cadw a gweld y pwyntiau
rating-next = Parhau
rating-saved-title = Wedi’i gadw
rating-saved = Mae pwyntiau pob grŵp i’w gweld isod.
rating-optional = Sgoriwch “Gwneud dim” pan fyddai pethau’n newid heb y polisi hefyd. Gallwch adael hyn heb ei wneud.
fault-factor-missing = { $group }: dewiswch ateb i “{ $factor }”
fault-reason-missing = { $group }: nodwch reswm dros y sgôr gref
step-read-as = Caiff “Ddim yn gwybod” ei ddarllen fel ateb gofalus.
step-table = { $table }: { NUMBER($value) }
step-uplift = { $table }: codwyd i { NUMBER($value) }, oherwydd bod y grŵp yn wynebu risg uwch o unigrwydd
step-people = { $table }: codwyd i { NUMBER($value) }, oherwydd yr effeithir ar lawer iawn o bobl
step-product = Wedi’u lluosi: { NUMBER($value) }
step-floor = Codwyd i { NUMBER($value) }: { $because }
step-weak-evidence = Gostyngwyd i { NUMBER($value) }, oherwydd bod y dystiolaeth yn wan

open-ratings =
    { $rows ->
        [one] Sgoriwch 1 grŵp: { $pathway } ({ $option })
       *[other] Sgoriwch { NUMBER($rows) } grŵp: { $pathway } ({ $option })
    }
open-reason = Rhowch reswm dros y sgôr gref: { $rating }
open-unmarked = Dywedoch y gallai rhai pobl golli eu hunig gyswllt rheolaidd. Marciwch y sgoriau y mae hyn yn berthnasol iddynt.
open-plan = Dywedwch beth mae mesur lliniaru yn ei wneud

mitigations-plan = Eich cynllun
mitigations-none = Nid ydych wedi cynllunio dim eto.
mitigations-level = Cyn lliniaru: { $before }. Ar ôl lliniaru: { $after }.
mitigations-counts = Yn cyfrif
mitigations-possible = Wedi’i restru fel un posibl. Mae’n cyfrif pan fydd ganddo berchennog, dyddiad a chyllid
mitigations-changes = Yr hyn y mae’n ei newid
mitigations-no-changes = Dim sgôr eto
mitigations-edit = Newid { $name }
mitigations-edit-changes = Newid yr hyn y mae’n ei wneud i’r sgoriau: { $name }
mitigations-harms = Niweidiau, a’r hyn a wneir yn eu cylch
mitigations-covered = Yn y cynllun
mitigations-uncovered = Ddim yn y cynllun
mitigations-reason-link = Rhoi rheswm
mitigations-reason-change = Newid y rheswm
mitigations-suggested = Wedi’u hawgrymu gan eich atebion
mitigations-others = Rhagor o fesurau lliniaru
mitigations-add = Ychwanegu { $name }
mitigations-own = Ysgrifennu eich mesur lliniaru eich hun
head-harm = Niwed
head-plan = Yr hyn a wneir
mitigation-new = Ychwanegu mesur lliniaru
mitigation-change = Newid mesur lliniaru
field-action = Beth fyddwch chi’n ei wneud?
field-action-hint = Un cam gweithredu. Dywedwch beth y bydd pobl yn sylwi arno.
field-owner = Pwy sy’n berchen arno?
field-owner-hint = Y swydd, nid enw person.
field-date = Pryd y bydd ar waith?
field-date-hint = Er enghraifft, 27 3 2027
field-funded = A gytunwyd ar yr arian?
field-funded-hint = Dim ond pan fydd ganddo berchennog, dyddiad a chyllid y cytunwyd arno y mae mesur lliniaru yn cyfrif.
field-evidenced = A oes tystiolaeth ei fod yn gweithio?
field-evidenced-hint = Heb dystiolaeth, gall wella sgôr o un band ar y mwyaf.
field-ratings = Pa sgoriau y mae’n eu newid?
field-ratings-none = Nid oes unrhyw sgôr yn dangos niwed eto.
fault-action-missing = Nodwch beth y byddwch yn ei wneud
changes-title = Beth mae’n ei newid?
changes-text = Ar gyfer pob sgôr, dewiswch beth fydd y sgôr wedyn. Dewiswch yr hyn y mae’r mesur lliniaru yn ei newid mewn gwirionedd, a dim byd arall.
changes-now = Nawr: { $now }
changes-same = Dim newid
changes-save = Cadw
reason-title = Pam na wneir dim ynghylch y niwed hwn?
reason-label = Rheswm
reason-hint = Caiff ei argraffu yn y datganiad. Mae angen mesur lliniaru neu reswm ar gyfer niwed cymedrol.
fault-reason = Nodwch reswm

result-title = Canlyniad
result-range = Gall y lefel fod yn unrhyw beth o hyd, o { $low } i { $high }.
result-duties = Yr hyn y mae’r lefel hon yn gofyn amdano
result-signer = Pwy sy’n llofnodi
result-review =
    { $months ->
        [two] Adolygwch o fewn { NUMBER($months) } fis.
       *[other] Adolygwch o fewn { NUMBER($months) } mis.
    }
result-rules = Rheolau cyn cymeradwyo
result-rules-text = Nid yw rheol nad yw wedi’i bodloni yn atal y polisi. Rhaid i’r llofnodwr esbonio pam y llofnodir yr asesiad serch hynny, a chaiff yr esboniad ei argraffu yn y datganiad.
result-open-title = I’w wneud o hyd
result-working = Y gwaith cyfrifo yn llawn
result-ask = Gofyn am lofnod
result-nothing-open = Mae popeth wedi’i ateb.
head-working = Gwaith cyfrifo
rule-met = Wedi’i bodloni
rule-not-met = Heb ei bodloni
rule-unknown = Ddim yn hysbys eto

ask-title = Gofyn am lofnod
ask-who = Llofnodir ar y lefel hon gan: { $who }
ask-declaration = Pam nad oes angen asesiad?
ask-declaration-hint = Caiff ei argraffu yn y datganiad “dim angen asesiad”. Dywedwch beth y buoch yn edrych arno.
fault-declaration = Nodwch pam nad oes angen asesiad
ask-signer = Pwy ddylai lofnodi?
ask-signer-hint = Dim ond pobl â rôl llofnodwr nad ydynt wedi ysgrifennu yn yr asesiad hwn sydd ar y rhestr.
ask-no-signers = Ni all neb yn eich sefydliad lofnodi hwn. Gofynnwch i’r gweinyddwr ychwanegu llofnodwr nad yw wedi ysgrifennu yn yr asesiad hwn.
ask-open = I’w wneud o hyd
ask-open-text = Gallwch ofyn am lofnod serch hynny. Yna rhaid i’r llofnodwr esbonio pam y llofnodir yr asesiad cyn iddo fod yn gyflawn.
ask-unmet = Rheolau nad ydynt wedi’u bodloni
ask-wrong-level = Gwiriwch mai’r person hwn yw’r llofnodwr cywir ar gyfer y lefel hon. Mae’r rhestr yn cynnwys dim ond y rhai a gaiff ei llofnodi.
ask-button = Anfon at y llofnodwr
ask-warning = Ni ellir newid dim tra bydd y llofnodwr yn ei ddarllen. Gallwch dynnu’r cais yn ôl.
fault-signer = Dewiswch pwy ddylai lofnodi
fault-incomplete = Cwblhewch y sgrinio, a dewiswch rhwng atebion a deipiwyd ar yr un pryd, cyn i chi ofyn am lofnod

sign-title = Darllen a llofnodi
sign-who = Llofnodir ar y lefel hon gan: { $who }
sign-text = Darllenwch y fersiwn hon. Mae eich llofnod ynghlwm wrth yr union gynnwys hwn.
sign-pdf = Agor y fersiwn hon fel PDF
sign-explain-title = Rheolau nad ydynt wedi’u bodloni
sign-explain-text = Esboniwch pam rydych yn llofnodi serch hynny. Caiff eich esboniad ei argraffu yn y datganiad. Ysgrifennwch o leiaf 150 nod ar gyfer pob un.
sign-explain-label = Pam rydych yn llofnodi er nad yw’r rheol hon wedi’i bodloni? { $rule }
sign-confirm = Rwyf wedi darllen y fersiwn hon
sign-confirm-title = Cadarnhau
sign-button = Llofnodi
sign-back-title = Anfon yn ôl
sign-back-text = Os oes rhaid i rywbeth newid yn gyntaf, dywedwch beth. Gall yr awduron wedyn newid yr asesiad a gofyn i chi eto.
sign-back-label = Beth y mae’n rhaid ei newid?
sign-back-button = Anfon yn ôl
sign-statement = Y fersiwn y gofynnir i chi ei llofnodi
fault-explanation = Nodwch o leiaf { NUMBER($least) } nod ar gyfer y rheol “{ $rule }”
fault-confirm = Cadarnhewch eich bod wedi darllen y fersiwn hon
fault-send-back = Nodwch beth y mae’n rhaid ei newid

statement-pdf = Lawrlwytho’r datganiad fel PDF
statement-pdf-draft = Agor y drafft fel PDF
statement-missing = Ni all y PDF ddangos y nodau hyn ac mae’n dangos eu codau yn eu lle: { $characters }

history-title = Hanes
history-text = Cedwir pob newid, gyda’r hyn a oedd yno o’r blaen. Mae pob cofnod wedi’i selio wrth yr un o’i flaen.
history-before = Cyn
history-after = Ar ôl
history-seal = Sêl { $seal }
did-moved = Symudwyd i fersiwn arall o’r holiadur
did-started = Dechreuwyd yr asesiad
did-answered = Atebwyd: { $question }
did-set-aside = Atebwyd ar yr un pryd â rhywun arall: { $question }
did-resolved = Dewiswyd rhwng dau ateb: { $question }
did-rated = Sgoriwyd: { $pathway } ({ $option })
did-planned = Cynlluniwyd neu newidiwyd mesur lliniaru
did-unplanned = Tynnwyd mesur lliniaru o’r cynllun
did-reasoned = Rhoddwyd rheswm dros beidio â lliniaru: { $rating }
did-asked = Gofynnwyd am lofnod
did-withdrawn = Tynnwyd y cais am lofnod yn ôl
did-opened = Agorwyd y fersiwn i’w llofnodi
did-returned = Anfonwyd yr asesiad yn ôl
did-signed = Llofnodwyd
did-other = Newid arall

questions-title = Yr holl gwestiynau
questions-text = Darllenwch y cwestiynau cyn i chi ddechrau. Dim ond pan fyddant yn berthnasol i’ch polisi y gofynnir rhai ohonynt.
questions-conditional = Dim ond pan fydd atebion cynharach yn ei wneud yn berthnasol y gofynnir y cwestiwn hwn
questions-version = Holiadur { $version }

people-title = Pobl a sefydliadau
people-add = Ychwanegu person
people-organisations = Sefydliadau
people-add-organisation = Ychwanegu sefydliad
people-invited = Gwahoddwyd
head-name = Enw
head-roles = Rolau
person-new-title = Ychwanegu person
field-person-organisation = Sefydliad
field-roles = Beth y caiff y person ei wneud?
person-save = Ychwanegu’r person hwn
person-added-title = Ychwanegwyd y person
person-added-text = Anfonwch y ddolen hon at { $name }. Mae’n gweithio unwaith, ac am 7 diwrnod. Gyda’r ddolen, mae’r person yn dewis cyfrinair.
organisation-new-title = Ychwanegu sefydliad
organisation-name = Enw’r sefydliad
organisation-kind = Beth ydyw?
kind-department = Adran o’r llywodraeth
kind-council = Cyngor
kind-other = Corff cyhoeddus arall
organisation-save = Ychwanegu’r sefydliad hwn
role-officer = Swyddog
role-officer-hint = Yn cofrestru polisïau ac yn ysgrifennu asesiadau
role-contributor = Cyfrannwr
role-contributor-hint = Yn helpu i ysgrifennu asesiadau
role-reviewer = Adolygydd
role-reviewer-hint = Yn gwirio ansawdd asesiadau
role-signer = Llofnodwr
role-signer-hint = Yn darllen fersiwn ac yn ei llofnodi
role-commitment-lead = Arweinydd ymrwymiadau
role-commitment-lead-hint = Yn gofalu am ymrwymiadau’r sefydliad
role-organisation-administrator = Gweinyddwr sefydliad
role-organisation-administrator-hint = Yn gofalu am bobl y sefydliad
role-central-team = Tîm canolog
role-central-team-hint = Yn gweld polisïau pob sefydliad
role-auditor = Archwilydd
role-auditor-hint = Yn darllen popeth, heb newid dim
role-administrator = Gweinyddwr
role-administrator-hint = Yn ychwanegu sefydliadau a phobl

# Questionnaires and their versions
nav-questionnaires = Holiaduron
not-known-yet = Ddim yn hysbys eto
level-between = { $low } i { $high }
shelf-title = Holiaduron
shelf-text = Mae asesiadau newydd yn defnyddio’r fersiwn sydd mewn defnydd. Cedwir am byth bob fersiwn y cafodd asesiad ei ateb â hi.
shelf-upload = Lanlwytho holiadur
head-questionnaire = Holiadur
head-version = Fersiwn
head-standing = Statws
head-used = Asesiadau
standing-in-use = Mewn defnydd
standing-file = O ffeil
standing-uploaded = Wedi’i lanlwytho
standing-live = Byw
standing-withdrawn = Wedi’i dynnu’n ôl
upload-title = Lanlwytho holiadur
upload-text = Caiff y ffeil ei gwirio yn gyntaf. Ni chedwir ffeil sydd â gwallau. Cedwir ffeil heb wallau, ac ni fydd neb yn ei defnyddio nes i chi ei gwneud yn fyw.
upload-source = Yr holiadur (YAML)
upload-source-hint = Gludwch y ffeil gyfan.
upload-file = Neu dewiswch ffeil
upload-check = Gwirio a chadw
upload-refused = { $errors ->
    [one] Mae 1 gwall yn y ffeil. Ni chadwyd dim
    [two] Mae 2 wall yn y ffeil. Ni chadwyd dim
   *[other] Mae { $errors } gwall yn y ffeil. Ni chadwyd dim
}
upload-findings = Yr hyn a ganfuwyd
upload-place = Llinell { $line }, colofn { $column }
upload-warning = rhybudd
version-questions = Cwestiynau
version-tests = Enghreifftiau sy’n dal
version-hash = Hash y cynnwys (SHA-256)
version-preview = Gweld y cwestiynau fel y mae swyddog yn eu gweld
version-changes = Beth sy’n newid o’r fersiwn sydd mewn defnydd
version-added = Cwestiynau newydd: { $list }
version-removed = Cwestiynau sydd wedi mynd: { $list }
version-changed = Cwestiynau sydd wedi newid: { $list }
version-parts = Rhannau eraill sydd wedi newid: { $list }
version-runs = Rhediad prawf ar asesiadau
version-runs-text = Cyfrifwyd copïau o’r asesiadau gyda’r fersiwn hon. Ni newidiwyd dim.
version-runs-none = Nid oes unrhyw asesiad yn defnyddio fersiwn arall o’r holiadur hwn.
head-policy = Polisi
head-kept = Atebion a gedwir
head-again = I’w hateb eto
head-dropped = Wedi’u gollwng
head-result-before = Y canlyniad nawr
head-result-after = Y canlyniad yn y fersiwn hon
run-draft = drafft
run-closed = wedi’i lofnodi neu’n aros
version-live = Gwneud yn fyw
version-live-text = Bydd asesiadau newydd yn defnyddio’r fersiwn hon. Mae asesiadau sydd ar waith yn cadw eu fersiwn hwy, a chaiff eu hawduron gynnig i symud.
version-withdraw = Tynnu’n ôl
version-withdraw-text = Ni fydd asesiadau newydd yn defnyddio’r fersiwn hon mwyach. Mae asesiadau sy’n ei defnyddio yn ei chadw.
change-wording = geiriad
change-kind = math o ateb
change-options = opsiynau
change-points = yr hyn y mae atebion yn cyfrif amdano
change-condition = pryd y caiff ei ofyn
change-section = adran
preview-text = Rhagolwg yw hwn. Ni ellir anfon dim.
preview-next = Y dudalen nesaf
move-newer = Mae fersiwn fwy newydd o’r holiadur: { $version }
move-see = Gweld beth fyddai’n newid wrth symud iddi
move-title = Symud i’r fersiwn fwy newydd
move-text = Caiff yr asesiad hwn ei ateb gyda fersiwn { $before }. Y fersiwn fwy newydd yw { $after }. Gallwch fynd yn ôl ar ôl symud.
move-kept = { $n ->
    [one] Cedwir 1 ateb
   *[other] Cedwir { $n } ateb
}
move-again = { $n ->
    [0] Nid oes angen rhoi unrhyw ateb eto
    [one] Mae angen rhoi 1 ateb eto
   *[other] Mae angen rhoi { $n } ateb eto
}
move-dropped = { $n ->
    [0] Ni chaiff unrhyw ateb ei ollwng
    [one] Caiff 1 ateb ei ollwng. Mae’n aros yn yr hanes
   *[other] Caiff { $n } ateb eu gollwng. Maent yn aros yn yr hanes
}
move-new = { $n ->
    [0] Nid oes unrhyw gwestiwn newydd ar agor
    [one] Mae 1 cwestiwn newydd ar agor
    [two] Mae 2 gwestiwn newydd ar agor
    [few] Mae { $n } chwestiwn newydd ar agor
    [many] Mae { $n } chwestiwn newydd ar agor
   *[other] Mae { $n } cwestiwn newydd ar agor
}
move-do = Symud i’r fersiwn hon
move-moved = Symudwyd yr asesiad hwn o fersiwn { $version }.
move-undo = Mynd yn ôl i fersiwn { $version }

# Counting words
support-links = Dolenni cymorth
warning-word = Rhybudd
count-words = Gallwch ysgrifennu hyd at COUNT gair
count-words-at = Nid oes gennych air ar ôl
count-words-under-zero = Mae gennych COUNT gair ar ôl
count-words-over-zero = Mae gennych COUNT gair yn ormod
count-words-under-one = Mae gennych COUNT gair ar ôl
count-words-over-one = Mae gennych COUNT gair yn ormod
count-words-under-two = Mae gennych COUNT air ar ôl
count-words-over-two = Mae gennych COUNT air yn ormod
count-words-under-few = Mae gennych COUNT gair ar ôl
count-words-over-few = Mae gennych COUNT gair yn ormod
count-words-under-many = Mae gennych COUNT gair ar ôl
count-words-over-many = Mae gennych COUNT gair yn ormod
count-words-under-other = Mae gennych COUNT gair ar ôl
count-words-over-other = Mae gennych COUNT gair yn ormod

# All questions beforehand, and conditions in words
blank-kind = Holiadur i’w argraffu
blank-answer = Eich ateb
blank-room = Lle ar gyfer: { $question }
asked-when = Gofynnir pan fo’r canlynol yn wir: { $when }.
and = a hefyd
when-always = bob amser
when-never = byth
when-is = “{ $what }” yw { $value }
when-is-not = nid “{ $what }” yw { $value }
when-includes = mae “{ $what }” yn cynnwys { $value }
when-includes-not = nid yw “{ $what }” yn cynnwys { $value }
when-answered = mae “{ $what }” wedi’i ateb
when-not-answered = nid yw “{ $what }” wedi’i ateb
when-not = nid yw’n wir bod { $value }
when-organisation = y sefydliad yw: { $value }
when-equal = { $what }: { $value }
when-not-equal = { $what }: nid { $value }
when-less = { $what }: llai na { $value }
when-at-most = { $what }: { $value } neu lai
when-more = { $what }: mwy na { $value }
when-at-least = { $what }: { $value } neu fwy
number-of-answers = nifer yr atebion i “{ $what }”
number-answered-so = nifer y rhain a atebwyd { $value }: { $what }
number-share = { $what } fel canran o’i uchafswm
number-maximum = uchafswm { $what }
number-lowest = yr isaf o { $what }
number-highest = yr uchaf o { $what }
number-rounded = { $what }, wedi’i dalgrynnu
number-if = { $yes } pan { $when }, fel arall { $no }
number-level = y lefel cyn lliniaru
number-residual-level = y lefel ar ôl lliniaru
number-gaps = nifer y bylchau yn y dystiolaeth
number-harm-rows = nifer y niweidiau
number-quality = ansawdd y dystiolaeth fel canran
number-hard-triggers = nifer yr atebion sy’n pwyntio’n glir at effaith
number-soft-triggers = nifer yr atebion sy’n pwyntio at effaith bosibl
number-dont-knows = nifer yr atebion “ddim yn gwybod”
number-open-items = nifer yr eitemau agored
number-open-gates = nifer y pethau i’w setlo cyn cymeradwyo
number-moderate-rows-open = nifer y niweidiau cymedrol heb fesur lliniaru na rheswm
number-major-rows-unfunded = nifer y niweidiau mawr heb fesur lliniaru a ariennir
number-dont-know-percent = canran y sgoriau “ddim yn gwybod”
questions-print = Argraffu’r holl gwestiynau (PDF)
questions-choose = Holiaduron
