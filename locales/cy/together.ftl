# Working together: people, review, versions, publication, follow-up.

save = Cadw
nobody = Neb
nav-mitigations = Mesurau lliniaru
nav-reviews = Adolygiadau i’w gwneud
head-mitigation = Mesur lliniaru
head-due = Erbyn
head-delivery = Cyflawni
restricted-title = Polisi cyfyngedig

home-review = Yn aros am eich adolygiad
home-changes = Mae adolygydd yn gofyn am newidiadau
home-comment = Sylwadau sydd wedi’u cyfeirio atoch
home-policy-review = Polisïau i’w hadolygu
home-completion = I’w cwblhau ar ôl penderfyniad brys
home-mitigation = Mesurau lliniaru y mae’n bryd eu cyflawni
home-ready = Mae adolygydd wedi cytuno
home-elsewhere = Gyda rhywun arall
home-due = Erbyn { $day }

progress-in-review = Yn cael ei adolygu
progress-changes-asked = Gofynnwyd am newidiadau
progress-ready = Yn barod i’w lofnodi
progress-published = Wedi’i gyhoeddi
progress-withheld = Wedi’i ddal yn ôl
progress-closed = Wedi’i gau

tasks-more = Rhagor am yr asesiad hwn
task-review = Gofyn am adolygiad
in-review-title = Yn aros am adolygiad
in-review-text = Ni ellir newid dim tra bydd yr adolygydd yn ei ddarllen.
review-do = Adolygu’r asesiad hwn
review-withdraw = Tynnu’r asesiad yn ôl o’r adolygiad
asked-title = Mae’r adolygydd yn gofyn am newidiadau
asked-text =
    { $n ->
        [one] Gofynnwyd am 1 newid.
       *[other] Gofynnwyd am { NUMBER($n) } newid.
    } { $waiting ->
        [0] Mae pob un wedi cael ymateb.
        [one] Mae 1 heb gael ymateb eto.
       *[other] Mae { NUMBER($waiting) } heb gael ymateb eto.
    }
changes-see = Gweld y newidiadau y gofynnwyd amdanynt
ready-title = Mae’r adolygydd yn cytuno
ready-text = Cytunodd yr adolygydd â’r union gynnwys hwn. Gallwch ofyn am lofnod. I newid unrhyw beth, parhewch i ysgrifennu.
ready-write-on = Parhau i ysgrifennu
superseded-title = Mae fersiwn fwy newydd wedi’i llofnodi
superseded-text = Mae’r fersiwn hon yn aros fel yr oedd pan gafodd ei llofnodi.
superseded-newer = Agor y fersiwn fwy newydd
closed-title = Mae’r asesiad hwn wedi’i gau
published-link = Agor y datganiad a gyhoeddwyd
publication-undecided = Nid oes neb wedi penderfynu eto a gaiff y datganiad ei gyhoeddi.
publication-published = Cyhoeddwyd y datganiad ar { $day }.
publication-withheld = Mae’r datganiad wedi’i ddal yn ôl ({ $code }). Caiff hyn ei ystyried eto ar { $day }.

timing-title = Amseriad yr asesiad hwn
timing-text = Caiff asesiad ei wneud cyn y penderfyniad. Os nad oedd hynny’n bosibl, dywedwch hynny yma. Mae tudalen gyntaf y datganiad yn ei ddweud hefyd.
timing-when = Pryd y caiff yr asesiad hwn ei wneud?
timing-ordinary = Cyn y penderfyniad
timing-ordinary-hint = Gall y penderfyniad newid o hyd.
timing-retrospective = Ar ôl y penderfyniad
timing-retrospective-hint = Mae’r penderfyniad wedi’i wneud eisoes.
timing-emergency = Ni allai’r penderfyniad aros
timing-emergency-hint = Gallwch ofyn am lofnod cyn i bopeth gael ei ateb. Rhaid llofnodi fersiwn gyflawn o fewn { NUMBER($days) } diwrnod.
timing-reason = Pam?
timing-reason-hint = Mae angen hyn oni bai bod yr asesiad yn cael ei wneud cyn y penderfyniad. Caiff ei argraffu yn y datganiad.
timing-complete-by = Penderfyniad brys: yr asesiad i’w gwblhau erbyn { $day }
fault-timing = Nodwch pam nad yw’r asesiad yn cael ei wneud cyn y penderfyniad

working-title = Pwy sy’n gweithio ar hwn
people-lead = Arweinydd
people-sections = Pwy sy’n gofalu am ba adran
handover-title = Trosglwyddo i rywun arall
handover-to = Arweinydd newydd
handover-note = Beth y mae angen i’r arweinydd newydd ei wybod?
handover-note-hint = Yr hyn sydd wedi’i wneud, yr hyn sydd ar ôl, a phwy i’w holi. Mae’n aros gyda’r asesiad.
handover-button = Trosglwyddo
handover-notes = Nodiadau trosglwyddo
handover-from-to = Oddi wrth: { $from }. At: { $to }
fault-lead = Dewiswch rywun sy’n gallu gweithio ar yr asesiad hwn

comments-title = Sylwadau
comments-none = Nid oes neb wedi gwneud sylw eto.
comments-settled = Wedi’u setlo
comment-new = Ychwanegu sylw
comment-text = Sylw
comment-text-hint = I ofyn i rywun edrych arno, dewiswch y person isod neu ysgrifennwch @ ac yna swydd y person.
comment-to = Cyfeirio’r sylw at
nobody-special = Neb yn benodol
comment-button = Ychwanegu’r sylw
comment-reply = Ymateb
comment-settle = Marcio fel wedi’i setlo
comment-unsettle = Agor eto
fault-comment = Nodwch sylw

review-ask-title = Gofyn am adolygiad
review-ask-text = Mae adolygydd yn gwirio’r ansawdd a gall ofyn am newidiadau. Ni ellir newid dim tra bydd yr adolygydd yn darllen. Gallwch dynnu’r asesiad yn ôl unrhyw bryd.
review-who = Pwy ddylai ei adolygu?
review-no-reviewers = Ni all neb yn eich sefydliad adolygu hwn. Ni chaiff adolygydd fod wedi ysgrifennu ynddo. Gofynnwch i’r gweinyddwr ychwanegu adolygydd.
review-ask-button = Anfon at yr adolygydd
review-title = Adolygu
review-text = Darllenwch y datganiad drafft. Nodwch bob newid yr hoffech ei weld, yna anfonwch nhw i gyd at yr awduron. Fel arall, cytunwch.
review-read = Darllen y datganiad drafft
review-asked-by = Gofynnwyd gan
review-whole = Yr asesiad cyfan
review-change = Newid { NUMBER($number) }: { $about }
review-open-question = Agor y cwestiwn hwn
review-reply = Eich ymateb i newid { NUMBER($number) }
review-reply-button = Cadw’r ymateb
review-want-title = Nodi newid
review-about = Beth y mae’n ymwneud ag ef?
review-what = Beth ddylai newid?
review-want-button = Nodi’r newid hwn
review-decide-title = Eich penderfyniad
review-ask-changes = Anfon y newidiadau at yr awduron
review-agree-text = Os nad oes angen newid dim, cytunwch. Mae eich cytundeb ynghlwm wrth yr union gynnwys hwn.
review-agree = Cytuno
review-changes-title = Newidiadau y gofynnwyd amdanynt
review-no-changes = Nid oes unrhyw newid ar agor.
review-settled = Newidiadau sydd wedi’u setlo
review-return-title = Anfon yn ôl
review-return-text = Pan fydd pob newid wedi cael ymateb, anfonwch yr asesiad yn ôl at yr adolygydd.
review-return = Anfon yn ôl at yr adolygydd
review-reassign-title = Rhoi’r adolygiad i rywun arall
review-reassign-text = Defnyddiwch hyn pan fydd yr adolygydd wedi gadael neu pan na all wneud yr adolygiad. Mae’r newidiadau y gofynnodd amdanynt yn aros.
review-reassign-button = Rhoi’r adolygiad i’r person hwn
fault-reviewer = Dewiswch pwy ddylai ei adolygu
fault-change-text = Nodwch beth ddylai newid
fault-reply = Nodwch beth a wnaethoch, neu pam na wnaethoch ddim
fault-unanswered = Ymatebwch i bob newid cyn i chi anfon yr asesiad yn ôl
fault-incomplete-review = Cwblhewch y sgrinio, a dewiswch rhwng atebion a deipiwyd ar yr un pryd, cyn i chi ofyn am adolygiad
fault-no-changes = Nodwch o leiaf un newid, neu cytunwch

publish-title = Cyhoeddi’r datganiad
publish-text = Caiff datganiadau eu cyhoeddi oni bai bod rheswm dros beidio. Mae gan ddatganiad a gyhoeddwyd ei gyfeiriad ei hun, a gall unrhyw un ei ddarllen.
publish-button = Cyhoeddi
publish-held = Mae cyhoeddi wedi’i atal tan { $day }. Gallwch gyhoeddi ar ôl y diwrnod hwnnw.
withhold-title = Neu ei ddal yn ôl
withhold-text = Mae’r gofrestr yn dangos bod y datganiad yn bodoli, a pham y mae wedi’i ddal yn ôl. Nid yw’n dangos y cynnwys.
withhold-code = Pa eithriad yn Neddf Rhyddid Gwybodaeth 2000 sy’n gymwys?
withhold-reason = Pam y mae’n gymwys?
withhold-reason-hint = Os yw’r eithriad yn gofyn am hynny, dywedwch hefyd pam nad yw budd y cyhoedd o gyhoeddi’r datganiad yn drech na’r eithriad.
withhold-until = Pryd y caiff hyn ei ystyried eto?
withhold-until-hint = Er enghraifft, 27 3 2027
withhold-button = Dal y datganiad yn ôl
exemption-foi-22 = Adran 22: i’w gyhoeddi’n ddiweddarach
exemption-foi-35 = Adran 35: llunio polisi’r llywodraeth
exemption-foi-36 = Adran 36: cynnal materion cyhoeddus
exemption-foi-40 = Adran 40: gwybodaeth bersonol
exemption-foi-42 = Adran 42: braint broffesiynol gyfreithiol
exemption-foi-43 = Adran 43: buddiannau masnachol
fault-code = Dewiswch yr eithriad sy’n gymwys
fault-withhold-reason = Nodwch pam y mae’r eithriad yn gymwys
fault-future-date = Nodwch ddiwrnod yn y dyfodol

amend-title = Agor fersiwn newydd
amend-text = Pan fydd y polisi’n newid, agorwch fersiwn newydd. Caiff popeth ei gario drosodd. Dim ond y rhannau y byddwch yn eu hailagor y gellir eu newid. Mae’r fersiwn a lofnodwyd yn aros fel y mae.
amend-why = Beth sydd wedi newid?
amend-why-hint = Caiff hyn ei argraffu yn natganiad y fersiwn newydd.
amend-sections = Pa rannau y mae angen i chi eu newid?
amend-sections-hint = Gallwch ailagor rhagor yn nes ymlaen. Ym mhob rhan, gellir ateb cwestiynau nad oes neb wedi’u hateb eto.
amend-button = Agor y fersiwn newydd
fault-amend-why = Nodwch beth sydd wedi newid
fault-amend-sections = Dewiswch o leiaf un rhan
carried-title = Wedi’u cario drosodd
carried-text = Cafodd yr atebion hyn eu cario drosodd o’r fersiwn flaenorol.
carried-reopen = Ailagor y rhan hon

close-title = Cau’r asesiad hwn
close-warning = Ni ellir ailagor asesiad ar ôl ei gau. Mae’n aros yn y gofrestr gyda phopeth sydd ynddo.
close-reason = Pam y caiff ei gau?
close-reason-hint = Er enghraifft, rhoddwyd y gorau i’r polisi.
close-button = Cau’r asesiad
fault-close = Nodwch pam y caiff ei gau

difference-title = Yr hyn a newidiodd rhwng fersiwn { NUMBER($before) } a fersiwn { NUMBER($after) }
difference-link = Yr hyn sydd wedi newid ers y fersiwn flaenorol
difference-none = Nid oes dim yn wahanol.
difference-what = Beth
difference-result = Canlyniad
difference-level = Lefel ar ôl lliniaru
difference-answers = Atebion
difference-ratings = Sgoriau ar ôl lliniaru
difference-plan = Mesurau lliniaru
difference-not-asked = Heb ei ofyn
difference-not-there = Ddim yno
difference-open-before = Darllen fersiwn { NUMBER($number) }
difference-open-after = Darllen fersiwn { NUMBER($number) }

tracker-title = Mesurau lliniaru a addawyd
tracker-text =
    { $all ->
        [0] Ni addawyd unrhyw fesur lliniaru
        [one] Addawyd 1 mesur lliniaru
        [two] Addawyd 2 fesur lliniaru
       *[other] Addawyd { NUMBER($all) } mesur lliniaru
    } mewn asesiadau wedi’u llofnodi. { $done ->
        [0] Nid oes yr un wedi’i gyflawni
        [one] Mae 1 wedi’i gyflawni
       *[other] Mae { NUMBER($done) } wedi’u cyflawni
    }, { $overdue ->
        [0] ac nid oes yr un wedi mynd heibio’r dyddiad.
        [one] ac mae 1 wedi mynd heibio’r dyddiad.
       *[other] ac mae { NUMBER($overdue) } wedi mynd heibio’r dyddiad.
    }
tracker-empty = Nid oes unrhyw fesur lliniaru wedi’i addo eto mewn asesiad wedi’i lofnodi.
tracker-none = Nid oes mesur lliniaru sy’n cyfateb. Dewiswch hidlydd arall.
delivery-title = Cyflawni mesur lliniaru
delivery-promised = Addawyd erbyn
delivery-reports = Adroddiadau hyd yma
delivery-new = Adrodd ar y sefyllfa
delivery-status = Beth yw’r sefyllfa?
delivery-evidence = Beth sy’n dangos hynny?
delivery-evidence-hint = Dogfen, tudalen neu ffigur. Os yw’n hwyr neu wedi’i ollwng, dywedwch pam.
delivery-expected = Dyddiad newydd
delivery-expected-hint = Dim ond os yw’n hwyr.
delivery-expected-on = Disgwylir nawr ar { $day }
delivery-all = Pob un
delivery-overdue = Wedi mynd heibio’r dyddiad
delivery-none = Dim adroddiad eto
delivery-under-way = Ar y gweill
delivery-under-way-hint = Mae’r gwaith yn parhau ac nid yw’r dyddiad wedi newid.
delivery-done = Wedi’i gyflawni
delivery-done-hint = Mae ar waith.
delivery-late = Yn hwyr
delivery-late-hint = Bydd ar waith ar ôl y dyddiad a addawyd.
delivery-dropped = Wedi’i ollwng
delivery-dropped-hint = Ni fydd yn digwydd.
fault-evidence = Nodwch beth sy’n dangos hynny, neu pam y mae’n hwyr neu wedi’i ollwng

reviews-title = Adolygiadau i’w gwneud
reviews-text = Caiff pob asesiad wedi’i lofnodi ei adolygu erbyn y diwrnod y mae ei lefel yn gofyn amdano, neu’n gynharach. Caiff asesiadau o benderfyniadau brys eu cwblhau o fewn 28 diwrnod.
reviews-empty = Nid oes asesiad wedi’i lofnodi yn aros am adolygiad.
policy-review-title = Adolygu’r polisi
policy-review-text = A ddaeth yr effeithiau yn ôl y disgwyl? A gadwyd at y mesurau lliniaru? A oes unrhyw un yn fwy unig nag yr oeddech wedi’i feddwl?
policy-review-due = I’w adolygu erbyn
policy-reviews = Adolygiadau hyd yma
policy-review-new = Nodi adolygiad
policy-review-finding = Beth a ganfuoch?
policy-review-finding-hint = Dywedwch beth y buoch yn edrych arno: ffigurau, pobl y buoch yn siarad â nhw, cwynion.
policy-review-holds = A yw’r asesiad yn dal i sefyll?
policy-review-yes = Ydy, mae’n dal i sefyll
policy-review-no = Nac ydy, mae angen fersiwn newydd
policy-review-next = Yr adolygiad nesaf
policy-review-next-hint = Mae angen hyn os yw’r asesiad yn dal i sefyll. Ni chaiff fod yn hwyrach nag y mae’r lefel yn ei ganiatáu.
fault-finding = Nodwch beth a ganfuoch
fault-next-review = Nodwch ddiwrnod yn y dyfodol nad yw’n hwyrach nag y mae’r lefel yn ei ganiatáu

person-left = Wedi gadael
person-left-text = Mae’r person hwn wedi gadael ac ni all fewngofnodi.
person-until = Tan { $day }
person-enable = Caniatáu i’r person hwn fewngofnodi eto
person-link-title = Dolen newydd
person-link-text = Gyda dolen newydd, mae’r person hwn yn dewis cyfrinair newydd. Caiff ail ffactor dilysu’r person ei ddileu.
person-link = Creu dolen newydd
person-leave-title = Mae’r person hwn yn gadael
leave-text =
    { $n ->
        [0] Nid yw { $name } yn arwain unrhyw asesiad.
        [one] Mae { $name } yn arwain 1 asesiad.
       *[other] Mae { $name } yn arwain { NUMBER($n) } asesiad.
    } Daw mynediad y person i ben ar unwaith. Mae’r hyn a ysgrifennodd yn aros.
leave-successor = Pwy sy’n cymryd drosodd yr hyn y mae’r person yn ei arwain?
leave-nobody = Neb eto: rhoi’r gwaith ar y rhestr o asesiadau heb arweinydd
leave-button = Dod â mynediad y person i ben
fault-successor = Dewiswch rywun sy’n gallu arwain yr asesiadau hyn: un o swyddogion y sefydliad
fault-disable-self = Ni allwch ddod â’ch mynediad eich hun i ben. Gofynnwch i weinyddwr arall
field-signs-up-to = Hyd at ba lefel y mae’r person yn llofnodi?
field-signs-up-to-hint = Ar gyfer llofnodwyr yn unig. Mae’r lefelau’n dweud pa radd sy’n eu llofnodi.
signs-any = Pob lefel
signs-up-to = Lefel { $level }
field-until = Diwrnod olaf y mynediad
field-until-hint = Mae angen hyn ar gyfer archwilwyr. Gadewch hyn yn wag os nad oes diwedd i’r mynediad.
field-roles-elsewhere = Beth y caiff y person ei wneud yn y sefydliad hwn: { $organisation }?
fault-until-missing = Nodwch ddiwrnod olaf y mynediad. Mae diwedd i fynediad archwilydd bob amser
fault-email-elsewhere = Mae gan y person hwn rolau mewn sefydliad nad ydych chi’n gofalu amdano. Gofynnwch i un o weinyddwyr y gwasanaeth newid y cyfeiriad
fault-role-not-yours = Dim ond un o weinyddwyr y gwasanaeth a all roi’r rôl hon
orphans-title = Gwaith heb neb
orphans-text = Asesiadau y mae eu harweinydd, eu hadolygydd neu eu llofnodwr wedi gadael.
orphans-none = Nid oes rhai.
vacant-lead = Dim arweinydd. Cyn hynny
vacant-reviewer = Dim adolygydd. Cyn hynny
vacant-signer = Dim llofnodwr. Cyn hynny
vacant-signer-text = Gall yr arweinydd dynnu’r cais yn ôl a gofyn i lofnodwr arall.

organisation-names = Enwau
organisation-from = { $name } (o { $day })
organisation-codes = Codau
organisation-ended = Daeth i ben ar
organisation-successors = Olynwyr
organisation-change = Newid y cyswllt neu’r cod
organisation-code = Cod y Swyddfa Ystadegau Gwladol
organisation-code-hint = Er enghraifft, E10000099. Mae’n perthyn i’r ffin a gall newid.
organisation-code-from = Diwrnod cyntaf y cod
organisation-rename = Enw newydd
organisation-rename-text = Mae dogfennau o gyfnod cyn y diwrnod hwn yn cadw’r hen enw.
organisation-welsh = Enw Cymraeg, os oes un
organisation-rename-from = Diwrnod cyntaf yr enw
organisation-rename-button = Cadw’r enw
organisation-end = Diwedd y sefydliad hwn
organisation-end-text = Dewiswch y sefydliadau sy’n cymryd drosodd. Os dim ond un sydd, bydd ei bobl yn gweld pob polisi agored o hyn ymlaen. Mae datganiadau wedi’u llofnodi yn cadw’r hen enw.
organisation-end-on = Diwrnod cyntaf heb y sefydliad hwn
organisation-end-button = Dod â’r sefydliad hwn i ben
fault-name-from = Nodwch ddiwrnod cyntaf yr enw. Mae gan bob enw ei ddiwrnod ei hun
fault-successors = Dewiswch o leiaf un sefydliad arall

holds-title = Cyfnodau atal cyhoeddi
holds-text = Yn ystod cyfnod atal, ni chaiff unrhyw ddatganiad ei gyhoeddi, er enghraifft yn yr wythnosau cyn etholiad.
holds-none = Nid oes unrhyw gyfnodau atal.
holds-all = Pob sefydliad
holds-when = Pryd
holds-from-to = { $from } hyd at { $to }
holds-from = Diwrnod cyntaf
holds-to = Diwrnod olaf
holds-reason = Pam
holds-reason-hint = Er enghraifft, y cyfnod cyn etholiad
holds-new = Pennu cyfnod atal
holds-button = Pennu’r cyfnod atal hwn
holds-end = Dod â’r cyfnod atal hwn i ben nawr
holds-ended = Wedi dod i ben
fault-hold-to = Nodwch ddiwrnod olaf nad yw cyn y diwrnod cyntaf nac yn y gorffennol
fault-hold-reason = Nodwch pam y mae cyhoeddi wedi’i atal

sign-duty-hint = Mae’r lefel hon yn gofyn am hyn. Caiff ei argraffu yn y datganiad.
fault-duty = Nodwch pwy a gafodd wybod, neu pa benderfyniad yw hwn

did-asked-review = Gofynnwyd am adolygiad
did-withdrawn-review = Tynnwyd yr asesiad yn ôl o’r adolygiad
did-wanted = Nodwyd newid { NUMBER($number) }
did-changes-asked = Gofynnwyd am newidiadau
did-replied = Ymatebwyd i newid { NUMBER($number) }
did-returned-to-review = Anfonwyd yr asesiad yn ôl at yr adolygydd
did-agreed = Cytunwyd ar ôl adolygu
did-wrote-on = Parhawyd i ysgrifennu ar ôl yr adolygiad
did-reassigned = Rhoddwyd yr adolygiad i rywun arall
did-section-given = Newidiwyd pwy sy’n gofalu am adran
did-handed-over = Trosglwyddwyd yr asesiad
did-timing = Nodwyd yr amseriad
did-published = Cyhoeddwyd y datganiad
did-withheld = Daliwyd y datganiad yn ôl
did-delivered = Adroddwyd ar fesur lliniaru { $plan }
did-policy-reviewed = Adolygwyd y polisi
did-amended = Agorwyd fersiwn newydd
did-reopened = Ailagorwyd rhan
did-superseded = Llofnodwyd fersiwn fwy newydd
did-closed = Caewyd yr asesiad
did-transferred = Rhoddwyd y polisi i sefydliad arall
