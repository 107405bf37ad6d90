# One’s own account, signing in, the audit log, records, and the register as a whole.

nav-audit = Archwilio
account-title = Eich cyfrif
account-change-text = Os oes rhywbeth o’i le yma, gofynnwch i weinyddwr eich sefydliad.
account-sign-in = Mewngofnodi
account-password = Newid eich cyfrinair
account-password-text = Daw eich sesiynau eraill i ben pan fyddwch yn ei newid.
account-factor = Ail ffactor dilysu
field-password-now = Eich cyfrinair presennol
fault-password-now = Nodwch eich cyfrinair presennol
factor-is-on = Pan fyddwch yn mewngofnodi, gofynnir am god yn ogystal â’ch cyfrinair.
factor-is-off = Pan fyddwch yn mewngofnodi, dim ond am eich cyfrinair y gofynnir. Mae ail ffactor dilysu yn gwneud eich cyfrif yn llawer mwy diogel.
factor-needed = Mae’r gwasanaeth hwn yn gofyn i chi gael ail ffactor dilysu. Trowch ef ymlaen i fynd ymlaen â’ch gwaith.
factor-text = Defnyddiwch ap sy’n dangos codau. Sganiwch y llun neu teipiwch yr allwedd yn yr ap. Yna nodwch y cod y mae’r ap yn ei ddangos.
factor-qr = Cod QR sy’n cynnwys yr allwedd isod
factor-key = Allwedd
field-code = Cod
field-code-hint = 6 digid
field-code-or-recovery = 6 digid o’ch ap, neu un o’ch codau adfer
factor-save = Troi’r ail ffactor dilysu ymlaen
factor-remove = Diffodd yr ail ffactor dilysu
factor-codes = Eich codau adfer
factor-codes-text = Cadwch y codau hyn mewn lle diogel. Mae pob un yn gweithio unwaith os nad yw eich ap gennych. Dim ond unwaith y’u dangosir.
fault-otp = Nodwch y cod y mae eich ap yn ei ddangos nawr. Dim ond unwaith y mae cod yn gweithio
fault-code-too-many = Mae gormod o godau wedi methu, neu cymerwyd gormod o amser. Mewngofnodwch eto
code-title = Nodwch eich cod
sessions-title = Ble rydych wedi mewngofnodi
session-started = Ers
session-seen = Defnyddiwyd ddiwethaf
session-browser = Porwr
session-this = Y porwr hwn
session-end = Allgofnodi yno
sessions-end = Allgofnodi ym mhob man arall
session-soon = Daw eich sesiwn i ben ymhen 5 munud. Ni chaiff dim a deipiwch ei golli, ond bydd yn rhaid i chi fewngofnodi eto.
session-stay = Aros wedi mewngofnodi
digest-title = Crynodeb drwy e-bost
digest-text = Mae crynodeb yn rhestru’r hyn sy’n aros amdanoch: cyfeirnodau yn unig, heb deitlau. Dim ond pan fydd rhywbeth yn aros y caiff ei anfon.
digest-no-mail = Nid yw’r gwasanaeth hwn yn anfon e-bost. Mae’r hyn sy’n aros amdanoch i’w weld ar eich tudalen hafan.
digest-how-often = Pa mor aml?
digest-off = Byth
digest-weekly = Unwaith yr wythnos ar y mwyaf
digest-daily = Unwaith y dydd ar y mwyaf
digest-now = Anfon y crynodeb ataf nawr
digest-sent = Anfonwyd y crynodeb i’ch cyfeiriad e-bost.
digest-nothing = Nid oes dim yn aros amdanoch, felly ni anfonwyd dim.
digest-failed = Ni dderbyniodd y gweinydd e-bost y neges. Gall y gweinyddwr weld pam yn y log.
own-data-title = Yr hyn a gedwir amdanoch
own-data-text = Gallwch lawrlwytho popeth y mae’r gwasanaeth yn ei gadw amdanoch: eich cyfrif a’i hanes, eich sesiynau, a’r asesiadau y buoch yn ysgrifennu ynddynt. Ni chedwir eich cyfrinair, dim ond hash ohono.
own-data-link = Lawrlwytho fy nata (JSON)
mail-subject =
    { $n ->
        [zero] Y prawf unigrwydd: nid oes dim yn aros amdanoch
        [one] Y prawf unigrwydd: mae 1 peth yn aros amdanoch
        [two] Y prawf unigrwydd: mae 2 beth yn aros amdanoch
        [few] Y prawf unigrwydd: mae 3 pheth yn aros amdanoch
        [many] Y prawf unigrwydd: mae 6 pheth yn aros amdanoch
       *[other] Y prawf unigrwydd: mae { $n } peth yn aros amdanoch
    }
mail-hello = Mae’r canlynol yn aros amdanoch yn y prawf unigrwydd.
mail-links = I’w agor: { $link }
    I gael hyn yn llai aml, neu beidio â’i gael o gwbl: { $off }

password-show = Dangos
password-hide = Cuddio
password-show-label = Dangos y cyfrinair
password-hide-label = Cuddio’r cyfrinair
password-is-shown = Mae eich cyfrinair yn weladwy
password-is-hidden = Mae eich cyfrinair wedi’i guddio

notice-subject = Y prawf unigrwydd: newid i’ch cyfrif
notice-password-set = Dewiswyd cyfrinair newydd ar gyfer eich cyfrif.
notice-factor-set = Cafodd ail ffactor dilysu ei droi ymlaen ar gyfer eich cyfrif.
notice-factor-removed = Cafodd yr ail ffactor dilysu ar gyfer eich cyfrif ei ddiffodd.
notice-recovery-code = Mewngofnododd rhywun i’ch cyfrif gyda chod adfer. Nid yw’r cod hwnnw’n gweithio mwyach.
notice-code-again = Nodwyd un o godau eich ail ffactor dilysu am yr eildro. Gwrthodwyd y cod.
notice-token-made = Gwnaed tocyn ar gyfer eich cyfrif. Gall rhaglen ei ddefnyddio i weithredu ar eich rhan.
notice-link-made = Mae gweinyddwr wedi creu dolen i ddewis cyfrinair newydd ar gyfer eich cyfrif. Os oedd gennych ail ffactor dilysu, cafodd ei ddiffodd.
notice-email-changed = Mae gweinyddwr wedi newid y cyfeiriad e-bost rydych yn ei ddefnyddio i fewngofnodi. Dyma’r neges olaf i’r cyfeiriad hwn.
notice-provider = Gellir defnyddio eich cyfrif bellach gyda gwasanaeth mewngofnodi eich sefydliad. Fe’i defnyddiwyd felly am y tro cyntaf.
notice-not-you = Os mai chi a wnaeth hyn, neu os gofynnoch amdano, nid oes angen i chi wneud dim. Fel arall, dywedwch wrth weinyddwr eich sefydliad ar unwaith.
    Eich cyfrif: { $link }
notice-end-subject = Y prawf unigrwydd: bydd rhywbeth yn dod i ben yn fuan
notice-token-ends = Mae eich tocyn “{ $name }” yn gweithio hyd at { $day }. Ar ôl hynny, bydd angen un arall ar raglen sy’n ei ddefnyddio. Gallwch wneud un o dan “Eich cyfrif”: { $link }
notice-access-ends = Daw eich mynediad i’r prawf unigrwydd i ben ar ôl { $day }. Os oes ei angen arnoch am gyfnod hirach, gofynnwch i weinyddwr eich sefydliad.

sign-in-provider-title = Mewngofnodi gyda’ch sefydliad
sign-in-provider = Mewngofnodi gyda chyfrif eich sefydliad
provider-title = Nid ydych wedi mewngofnodi
provider-stale = Cafodd yr ymgais hon i fewngofnodi ei dechrau mewn porwr arall, mae wedi’i defnyddio eisoes, neu cymerodd ormod o amser.
provider-unknown = Nid yw eich cyfrif yn perthyn i neb yn y gwasanaeth hwn, neu mae eich mynediad wedi dod i ben. Gofynnwch i weinyddwr eich sefydliad eich ychwanegu gyda’ch cyfeiriad e-bost gwaith.
provider-failed = Nid yw gwasanaeth mewngofnodi eich sefydliad yn ymateb, neu ni ellid ymddiried yn ei ymateb. Rhowch gynnig arall arni ymhen ychydig funudau.
provider-again = Rhoi cynnig arall arni
provider-local = Mewngofnodi gyda chyfeiriad e-bost a chyfrinair
provider-kept-title = Mae’r hyn a deipioch wedi’i gadw
provider-kept-text = Mewngofnodwch gyda’ch sefydliad. Caiff yr hyn a deipioch ei gynnig i chi eto wedyn.
signed-out-title = Rydych wedi allgofnodi
signed-out-text = Rydych wedi allgofnodi o’r gwasanaeth hwn. Efallai eich bod yn dal wedi mewngofnodi yn eich sefydliad.
signed-out-there = Allgofnodi yno hefyd

audit-title = Archwilio
audit-text = Cedwir pob newid gyda’r hyn a oedd yno o’r blaen, ac mae wedi’i selio wrth y newid o’i flaen. Yma gallwch brofi na chafodd dim ei newid, ei ddileu na’i aildrefnu.
audit-verify = Gwirio popeth nawr
audit-verified = Canlyniad y gwirio
audit-whole = Mae popeth yn gyfan a heb ei newid.
audit-problems = Mae rhywbeth o’i le. Enwir pob man isod.
audit-records = Cofnodion a wiriwyd
audit-entries = Cofnodion archwilio a wiriwyd
audit-checkpoints = Pwyntiau gwirio a wiriwyd
audit-when = Gwiriwyd ar
audit-export-title = Mynd â’r log gyda chi
audit-export-text = Gellir gwirio’r log archwilio heb y gwasanaeth hwn: loneliness-test verify --audit-log audit-log.jsonl
audit-export = Lawrlwytho’r log archwilio (JSON Lines)
audit-until = Hyd at ddiwedd diwrnod penodol
audit-until-hint = Gadewch yn wag i gael popeth. Os nodwch ddiwrnod cynharach, bydd y log yn gorffen gyda’r pwynt gwirio olaf cyn hanner nos
access-title = Beth a ddangoswyd i bwy
access-text = Pob tudalen y mae archwilydd yn ei darllen a phob ffeil a roddir i rywun, y diweddaraf yn gyntaf.
access-when = Pryd
access-what = Beth
access-empty = Nid oes dim wedi’i nodi eto.

import-title = Mewnforio polisïau
import-text = Gludwch neu dewiswch ffeil CSV sydd â’r colofnau title, summary, owner_post, decider, decision_date a marking. Os oes cyfeirnod mewn rhes, mae’r rhes yn newid y polisi hwnnw; os nad oes, mae’n ychwanegu polisi. Ni chaiff dim ei newid cyn i chi weld beth fyddai’n newid.
import-source = Ffeil CSV
import-check = Gweld beth fyddai’n newid
import-link = Mewnforio polisïau (CSV)
import-preview = Yr hyn y byddai’r mewnforio yn ei wneud
import-summary = Newydd: { NUMBER($new) }. Wedi’u newid: { NUMBER($changed) }. Heb eu newid: { NUMBER($unchanged) }. Wedi’u gwrthod: { NUMBER($refused) }.
import-do = Mewnforio’r rhesi newydd a’r rhesi sydd wedi newid
import-done-title = Wedi’u mewnforio
import-nothing = Nid oes dim i’w fewnforio.
import-line = Llinell { $line }
import-head-line = Llinell
import-head-outcome = Canlyniad
import-new = Newydd
import-changed = Wedi’i newid
import-unchanged = Heb ei newid
import-refused = Wedi’i gwrthod
import-duplicate = Mae polisi â’r teitl hwn yn y gofrestr eisoes: { $reference }
import-unknown-reference = Nid oes gan yr un o’ch polisïau y cyfeirnod hwn
import-locked = Mae’r polisi hwn gydag adolygydd neu lofnodwr, neu mae wedi’i lofnodi
import-marking = Nid OFFICIAL nac OFFICIAL-SENSITIVE yw’r marc diogelwch
fault-import = Ni ellir darllen y ffeil
similar-title = Ai’r un polisi yw hwn?
similar-text = Mae gan bolisi arall yn y gofrestr yr un teitl.

overlaps-title = Asesiadau eraill o’r un grwpiau a’r un ardaloedd
overlaps-text = Gall sawl polisi effeithio ar bobl ar yr un pryd. Mae’r asesiadau agored hyn yn enwi’r un grwpiau yn yr un ardaloedd. Mae asesiad heb ardaloedd yn cyfrif ar gyfer pob ardal.
overlaps-none = Nid oes unrhyw asesiad agored arall yn enwi’r un grwpiau yn yr un ardaloedd.
overlaps-groups = Grwpiau sy’n gyffredin i’r ddau
here-now = Roedd { $who } yma { $minutes ->
        [0] eiliad yn ôl
        [one] 1 munud yn ôl
        [two] 2 funud yn ôl
       *[other] { NUMBER($minutes) } munud yn ôl
    }: { $place }
here-elsewhere = rhestr dasgau

personal-postcode = Mae’n ymddangos bod y testun yn cynnwys cod post.
personal-confirm = Nid data personol aelod o’r cyhoedd yw hyn
personal-confirm-title = Gwiriwch cyn i chi gadw
fault-personal = Tynnwch y data personol allan, neu cadarnhewch nad yw’n ymwneud ag aelod o’r cyhoedd

readers-title = Darllenwyr a enwir
readers-text = Mae’r polisi hwn yn OFFICIAL-SENSITIVE. Ar wahân i’r person a’i cofrestrodd a’r rhai sy’n gweithio ar ei asesiad, dim ond y bobl hyn sy’n gallu ei ddarllen.
readers-who = Pwy a gaiff ei ddarllen?
transfer-title = Rhoi’r polisi hwn i sefydliad arall
transfer-text = Defnyddiwch hyn pan fydd y cyfrifoldeb yn symud. Bydd popeth nad yw wedi’i lofnodi yn symud hefyd. Mae datganiadau wedi’u llofnodi yn aros gyda’r sefydliad a’u llofnododd.
transfer-to = Sefydliad
transfer-on = Diwrnod cyntaf
transfer-button = Rhoi’r polisi i’r sefydliad hwn

records-title = Cofnodion
records-class = Am ba hyd y caiff ei gadw?
records-class-standard = 7 mlynedd ar ôl iddo ddod i ben
records-class-long = 20 mlynedd ar ôl iddo ddod i ben
records-due = Dyddiad gwaredu cynharaf
records-not-ended = Nid cyn iddo gael ei gau neu ei ddisodli
records-hold = Ataliad cyfreithiol
records-hold-text = Tra bydd ataliad cyfreithiol mewn grym, ni ellir gwaredu dim.
records-hold-reason = Pam y mae angen yr ataliad?
records-hold-set = Gosod ataliad cyfreithiol
records-hold-end = Dod â’r ataliad cyfreithiol i ben
records-disposal = Gwaredu
records-disposal-text = Pan ddaw cyfnod cadw cofnod i ben, mae angen dau berson i’w waredu. Mae tystysgrif yn aros.
records-propose = Cynnig ei waredu
records-propose-reason = Pam y gellir ei waredu?
records-proposed = Cynigiwyd ei waredu ar { $day }. Gan: { $who }. Rheswm: { $reason }
records-confirm = Cadarnhau a’i waredu
records-confirm-warning = Caiff y polisi, ei asesiadau, ei sylwadau a’i ddatganiadau eu dileu am byth. Dim ond y dystysgrif sy’n aros.
records-withdraw = Tynnu’r cynnig yn ôl
records-other-person = Rhaid i berson arall gadarnhau.
certificate-text = Gwaredwyd cofnodion { $reference } ar { $day }.
certificates-title = Tystysgrifau gwaredu
certificates-none = Nid oes dim wedi’i waredu.
fault-hold = Nodwch pam y mae angen yr ataliad
fault-disposal = Nodwch pam y gellir ei waredu

release-title = Marciau rhyddhau
release-text = Marciwch yr atebion na ddylid eu rhyddhau. Mae’r datganiad wedi’i olygu yn dangos yr eithriad yn eu lle.
release-none = Gellir ei ryddhau
release-save = Cadw’r marciau
release-pdf = Lawrlwytho’r datganiad wedi’i olygu (PDF)
release-link = Marciau rhyddhau a datganiad wedi’i olygu
withheld-answer = [Daliwyd yn ôl: { $code }]
did-commented = Rhoddwyd sylw
did-thread-settled = Nodwyd bod y sylwadau wedi’u setlo
did-thread-reopened = Ailagorwyd sylwadau a oedd wedi’u setlo
did-release-marked = Newidiwyd y marciau rhyddhau
import-organisations = Mewnforio sefydliadau
import-organisations-text = Gludwch neu dewiswch ffeil CSV gyda’r colofnau name, type (department, council neu other) a contact ac, os dymunwch, welsh_name, gss, from, to a successor. Deuir o hyd i sefydliad drwy enw sydd ganddo neu a fu ganddo. Ni newidir dim cyn ichi weld beth fyddai’n newid.
import-organisation-type = Nid yw’r math yn department, council nac other
import-organisation-name = Gall enw gynnwys 200 nod ar y mwyaf, a dim ond nodau y gellir eu dangos
import-organisation-code = Mae angen diwrnod cyntaf ar god, ac mae ganddo lythyren ac 8 digid, megis E10000099
import-organisation-successor = Mae angen diwrnod ar gyfer y diwedd, ac olynydd sy’n hysbys neu sydd yn y ffeil
