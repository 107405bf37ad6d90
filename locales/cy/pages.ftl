### The prose pages. Each value is Markdown, with headings from level 2: the title message is the level 1.
### A line of a value may not start with a square bracket, an asterisk, a full stop or a brace.

## Start page

page-start-title = Gwirio a yw polisi’n gwneud pobl yn fwy cysylltiedig neu’n fwy unig

page-start-intro =
    Defnyddiwch y gwasanaeth hwn i ganfod sut y gallai polisi newid perthnasoedd pobl, a beth i’w wneud am
    hynny. Mae ar gyfer swyddogion polisi yn adrannau llywodraeth y DU ac mewn cynghorau. Ar y diwedd bydd
    gennych ddatganiad effaith hygyrch, wedi’i lofnodi, y gall penderfynwr ei ddarllen cyn penderfynu.

page-start-what =
    ## Beth yw unigrwydd, a beth nad yw’n unigrwydd

    Teimlad digroeso yw unigrwydd. Mae pobl yn ei deimlo pan fydd y perthnasoedd sydd ganddynt yn brin o’r
    perthnasoedd yr hoffent eu cael. Efallai yr hoffent gael mwy o gwmni, neu efallai yr hoffent fod yn nes
    at y bobl y maent yn eu hadnabod eisoes. Disgrifiodd y seicolegwyr Daniel Perlman a Letitia Peplau
    unigrwydd fel hyn ym 1981, ac mae ystadegau swyddogol ar unigrwydd yn adeiladu ar eu gwaith.

    Nid yw unigrwydd yr un peth ag ynysigrwydd cymdeithasol. Mae ynysigrwydd yn ymwneud â faint o
    gysylltiadau sydd gan berson. Gall pobl eraill eu cyfrif. Mae unigrwydd yn ymwneud â sut y mae person yn
    teimlo, a dim ond y person hwnnw a all ddweud.

    Mae rhai pobl yn byw ar eu pen eu hunain heb fod yn unig. Mae rhai pobl yn teimlo’n unig mewn torf.
    Felly peidiwch â chyfrif cysylltiadau yn unig. Gofynnwch beth y mae’r polisi’n ei wneud i’r perthnasoedd
    sy’n bwysig i bobl.

page-start-before =
    ## Cyn i chi ddechrau

    Mae angen cyfrif arnoch. Gall gweinyddwr eich sefydliad eich ychwanegu.

    Mae’r 8 cwestiwn sgrinio’n cymryd tua 10 munud. Maent yn dweud wrthych a oes angen i chi wneud rhagor.
    Os na fyddant yn canfod unrhyw effaith, y cyfan sydd ei angen arnoch yw datganiad ‘dim angen asesiad’
    wedi’i lofnodi.

    Mae asesiad llawn yn cymryd rhwng 1 a 4 awr ac fel arfer mae angen sawl person. Nid oes rhaid i chi ei
    wneud i gyd ar unwaith. Mae llai o gwestiynau mewn asesiad byr ac mae’n cymryd llai o amser.

    Mae’r canlynol yn ddefnyddiol:

    - ychydig frawddegau ar yr hyn y mae’r polisi’n ei wneud
    - y swydd sy’n berchen ar y polisi
    - pwy fydd yn penderfynu, a phryd
    - yr opsiynau rydych yn eu cymharu
    - pa grwpiau o bobl y mae’r polisi’n effeithio arnynt, a thua faint o bobl sydd ym mhob un
    - ffigurau, astudiaethau neu ddata lleol, gyda’u ffynhonnell a’u blwyddyn
    - yr asesiad cydraddoldeb, os oes un
    - yr hyn y mae’r bobl yr effeithir arnynt wedi’i ddweud wrthych
    - yr hyn y gallwch ei newid i leihau niwed, pwy fyddai’n berchen ar hynny, ac a oes arian ar ei gyfer

    Gallwch ddechrau heb y rhain. Mae ‘Ddim yn gwybod’ bob amser yn ateb posibl pan fydd cwestiwn yn gofyn
    am effaith.

    Peidiwch â nodi gwybodaeth bersonol am aelodau o’r cyhoedd. Nid oes ei hangen ar y gwasanaeth.

page-start-steps =
    ## Beth sy’n digwydd

    1. Cofrestrwch y polisi. Yna bydd yn ymddangos yng nghofrestr eich sefydliad, hyd yn oed cyn i unrhyw un
       ei sgrinio.
    2. Atebwch yr 8 cwestiwn sgrinio. Yr atebion sy’n penderfynu a oes angen asesiad llawn neu asesiad byr
       arnoch, neu ddim asesiad o gwbl.
    3. Os nad oes angen asesiad, gofynnwch i rywun lofnodi datganiad un dudalen ‘dim angen asesiad’. Rydych
       wedyn wedi gorffen.
    4. Os oes angen asesiad arnoch, atebwch y cwestiynau eraill. Gallwch eu rhannu â chydweithwyr.
    5. Sgoriwch yr hyn y mae pob opsiwn yn ei wneud i bob grŵp o bobl.
    6. Cynlluniwch sut i atal neu leihau niwed. Mae mesur lliniaru’n cyfrif pan fydd ganddo berchennog,
       dyddiad a chyllid.
    7. Gwiriwch eich atebion, lefel y niwed a’r rheolau sydd heb eu bodloni eto.
    8. Gofynnwch i rywun nad yw wedi ysgrifennu yn yr asesiad ei lofnodi.
    9. Mae’r llofnodwr yn darllen y datganiad, ac yna’n ei lofnodi neu’n ei anfon yn ôl atoch gyda rheswm.

    Ar ôl iddo gael ei lofnodi, mae’r gwasanaeth yn dyroddi’r datganiad effaith fel tudalen hygyrch ac fel
    PDF.

page-start-after =
    ## Pwy sy’n llofnodi

    Po fwyaf o niwed sy’n weddill ar ôl lliniaru, uchaf yn y byd yw safle’r person sy’n llofnodi.

    Mewn adran o’r llywodraeth:

    - dim niwed neu niwed bach: Gradd 6 neu Radd 7
    - niwed cymedrol: dirprwy gyfarwyddwr
    - niwed mawr: cyfarwyddwr neu’r uwch berchennog cyfrifol, a rhoddir gwybod i’r gweinidog
    - niwed difrifol: gweinidog

    Mewn cyngor:

    - dim niwed neu niwed bach: pennaeth gwasanaeth
    - niwed cymedrol: cyfarwyddwr cynorthwyol
    - niwed mawr: cyfarwyddwr, a rhoddir gwybod i’r deiliad portffolio
    - niwed difrifol: penderfyniad gan y cabinet neu bwyllgor

    Ni all unrhyw un sydd wedi ysgrifennu yn yr asesiad fod yn llofnodwr. Os nad yw rheol wedi’i bodloni,
    rhaid i’r llofnodwr esbonio pam y mae’n llofnodi serch hynny, a chaiff yr esboniad ei argraffu yn y
    datganiad.

    Gall polisi fynd yn ei flaen o hyd pan fydd yn gwneud niwed. Mae’r datganiad yn dangos bod y niwed yn
    hysbys, beth a wnaed yn ei gylch a phwy a benderfynodd.

    Caiff datganiad wedi’i lofnodi ei gyhoeddi, neu ei ddal yn ôl am reswm y mae’r gofrestr yn ei ddangos.

## Help

page-help-title = Help

page-help =
    ## Dod o hyd i’ch ffordd

    Mae’r dudalen **Eich gwaith** yn rhestru’r hyn sy’n aros amdanoch, yn ôl rheswm: llofnodion,
    adolygiadau, newidiadau y mae adolygydd yn gofyn amdanynt, sylwadau, polisïau i’w hadolygu, a mesurau
    lliniaru y mae’n bryd eu cyflawni. O dan hynny mae’n rhestru’r hyn rydych yn ei ysgrifennu. Gallwch ofyn
    am grynodeb drwy e-bost o’r hyn sy’n aros amdanoch. Gwnewch hynny ar dudalen eich cyfrif. Dewiswch eich
    enw i’w hagor.

    Mae’r **gofrestr polisïau** yn rhestru polisïau eich sefydliad. Mae’n dangos pa mor bell y mae pob un
    wedi cyrraedd, a pha rai nad oes neb wedi’u sgrinio eto. Gallwch chwilio ynddi, ei hidlo a’i lawrlwytho
    fel ffeil CSV.

    Mae **rhestr dasgau** asesiad yn dangos ei adrannau a beth sydd ar ôl i’w wneud ym mhob un ohonynt.
    Gallwch wneud yr adrannau mewn unrhyw drefn ar ôl sgrinio. Dim ond ar ôl i chi ateb cwestiwn cynharach y
    mae rhai cwestiynau’n ymddangos.

    Os yw polisi wedi’i farcio’n OFFICIAL-SENSITIVE, gall y bobl hyn ei agor: y person a’i cofrestrodd, y
    darllenwyr a enwir ar ei dudalen, a’r bobl sy’n gweithio ar ei asesiad, sef yr arweinydd, yr awduron, y
    rhai sy’n gofalu am adrannau, yr adolygydd a’r llofnodwr. Mae pobl eraill yn gweld bod polisi’n bodoli,
    ond nid ei deitl.

    ## Ymrwymiadau a’r portffolio

    Mae **Ymrwymiadau** yn rhestru’r hyn y mae sefydliadau wedi’i addo ar draws y llywodraeth, pwy sy’n
    atebol amdano, a sut mae’n sefyll. Mae hidlwyr yn dangos beth sydd angen rhywun: beth sydd wedi dyddio,
    yn hwyr, neu heb arweinydd. Mae arweinydd yn adrodd ar dudalen ymrwymiad, neu ar bob un ohonynt y naill
    ar ôl y llall o’r dudalen hafan tra bo rownd ar agor. Mae angen cam nesaf ar ambr a choch.

    Mewn **rownd** mae pob arweinydd yn adrodd ar yr hyn sydd ar agor. Pan fydd y tîm canolog yn ei chloi,
    cedwir ciplun nad yw byth yn newid. Gellir ei wneud eto o’r log archwilio, a rhaid iddo ddod allan yr un
    fath.

    Mae’r **portffolio** yn cyfrif polisïau ac asesiadau y cewch eu gweld. Mae pob ffigur yn arwain at y
    rhesi y tu ôl iddo, ac at ffeil gyda’r un rhesi.

    Mae rhai sefydliadau’n gadael i’w dadansoddwyr ychwanegu **darlun o’r gost** mewn punnoedd. Nid yw byth
    yn newid y lefel, ac nid yw’n cael ei adio dros bolisïau.

    ## Ateb cwestiynau

    Mae un cwestiwn ar bob tudalen, neu ychydig sy’n perthyn i’w gilydd. Mae gan y rhan fwyaf ganllawiau y
    gallwch eu hagor.

    Caiff popeth ar y dudalen ei gadw pan fyddwch yn dewis **Cadw a pharhau**. Mae hyn yn wir hyd yn oed pan
    fydd rhywbeth ar goll neu’n anghywir. Yna mae’r dudalen yn dweud wrthych beth i’w gywiro. Gallwch wneud
    hynny nawr neu’n nes ymlaen.

    I stopio, dewiswch **Cadw a dod yn ôl yn nes ymlaen**. Bydd eich atebion yno pan fyddwch yn dychwelyd.

    Caniateir ‘Ddim yn gwybod’. Mae’n well na dyfalu. Mae’n creu bwlch, ac mae angen cam gweithredu,
    perchennog a dyddiad ar gyfer pob bwlch.

    Gall ateb guddio cwestiynau nad ydynt yn berthnasol mwyach. Mae’r hyn a deipioch yno’n cael ei gadw, ond
    nid yw’n cyfrif ac nid yw’n cael ei argraffu. Mae’n ymddangos eto os daw’r cwestiwn yn ôl.

    Peidiwch ag enwi na disgrifio pobl y gellid eu hadnabod. Ar gyfer perchnogion, rhowch swydd ac nid enw.
    Os yw’n ymddangos bod testun yn cynnwys rhif ffôn, cyfeiriad e-bost, cod post, rhif GIG neu rif
    Yswiriant Gwladol, gofynnir i chi amdano cyn iddo gael ei gadw.

    ## Gweithio gyda chydweithwyr

    Gall swyddogion a chyfranwyr o’r un sefydliad ysgrifennu yn yr un asesiad ar yr un pryd.

    Os bydd dau berson yn ateb yr un cwestiwn ar yr un pryd, ni chaiff dim ei golli. Mae’r ateb cyntaf yn
    aros yn ei le ac mae’r ail yn cael ei gadw wrth ei ochr. Yna mae tudalen yn dangos y ddau destun. Mae un
    ohonoch yn dewis un ohonynt, neu’n ysgrifennu testun newydd o’r ddau. Ni allwch ofyn am lofnod tra bydd
    ateb yn aros am y dewis hwn.

    Mae’r rhestr dasgau’n dweud pwy arall oedd yma yn y 10 munud diwethaf. O
    dan **Pwy sy’n gweithio ar hwn**, mae’r arweinydd yn rhoi adrannau i gydweithwyr ac yn trosglwyddo’r
    asesiad i rywun arall, gyda nodyn.

    O dan **Sylwadau**, gall unrhyw un sy’n gweithio ar yr asesiad wneud sylw am gwestiwn neu am yr asesiad
    cyfan. I ofyn i rywun edrych ar sylw, dewiswch y person neu ysgrifennwch @ ac yna swydd y person. Yna
    mae’r sylw’n aros ar dudalen y person nes iddo ymateb.

    Mae sgoriau a mesurau lliniaru’n gweithio mewn ffordd arall: yr hyn a gadwyd ddiwethaf sy’n cyfrif.
    Mae’r hanes yn cadw’r hyn oedd yno o’r blaen. Cytunwch ymlaen llaw pwy sy’n sgorio pa bwnc.

    ## Sgorio’r hyn y mae’r polisi’n ei wneud

    Rydych yn sgorio 3 pheth gyda’i gilydd:

    - **opsiwn** ar gyfer y polisi, fel ‘Cau 4 swyddfa’
    - **llwybr**, sef ffordd y mae polisi’n effeithio ar berthnasoedd pobl, fel teithio neu leoedd i gwrdd
    - **grŵp** o bobl, fel pobl anabl

    Eich atebion sy’n penderfynu pa lwybrau y byddwch yn eu sgorio. Chi sy’n dewis y grwpiau a’r opsiynau.
    Mae’r gwasanaeth yn ychwanegu ‘gwneud dim’ fel opsiwn, er mwyn i chi allu cymharu. Nid oes rhaid i chi
    ei sgorio.

    Mae gan bob sgôr y ffactorau hyn:

    - **cyfeiriad**: a oes gan y bobl yn y grŵp berthnasoedd gwell neu waeth na phe baech yn gwneud dim, a
      pha mor gryf yw’r newid
    - **cyrhaeddiad**: faint o’r grŵp yr effeithir arno, ymhlith y bobl y mae’r polisi’n eu cwmpasu
    - **hyd**: am ba hyd y mae’r effaith yn para, ac a ellir ei dadwneud
    - **tebygolrwydd**: pa mor sicr ydych chi y bydd yr effaith yn digwydd
    - **tystiolaeth**: pa mor dda yw eich tystiolaeth

    Os dywedoch y gallai rhai pobl golli eu hunig gyswllt rheolaidd, byddwch hefyd yn dweud ym mha grwpiau.

    Sgoriwch yr hyn rydych yn ei ddisgwyl heb y mesurau lliniaru yn eich cynllun. Byddwch yn cynllunio’r
    rheini’n nes ymlaen.

    Mae sgôr ‘gwaeth’, ‘llawer gwaeth’, ‘gwell’ neu ‘llawer gwell’ yn gryf. Mae angen rheswm mewn llinell
    neu ddwy. Nid oes angen rheswm ar gyfer sgôr ‘ychydig yn waeth’ neu ‘ychydig yn well’.

    Mae’r dudalen yn dangos band pob sgôr a sut y cafodd y sgôr ei chyfrifo. Ar gyfer niwed, y bandiau yw:

    - 0: dim wedi’i ganfod
    - I: bach
    - II: cymedrol
    - III: mawr
    - IV: difrifol

    Ar gyfer budd, y bandiau yw dim, bach, cymedrol, mawr a mawr iawn.

    Nid yw tystiolaeth wan byth yn gwneud niwed yn llai. Mae’n golygu bod budd yn cyfrif llai. Mae’r dudalen
    ‘Sut y pennir y lefel’ yn esbonio pob cam.

    ## Cynllunio mesurau lliniaru

    Rhywbeth rydych yn ei wneud i atal neu leihau niwed yw mesur lliniaru. Mae’r gwasanaeth yn awgrymu rhai
    ar sail eich atebion. Gallwch hefyd ysgrifennu eich rhai eich hun.

    Cysylltwch bob mesur lliniaru â’r sgoriau y mae’n eu newid, a dywedwch beth fydd pob ffactor wedyn.

    Mae mesur lliniaru’n cyfrif pan fydd ganddo berchennog, dyddiad a chyllid y cytunwyd arno. Os bydd un
    o’r rhain ar goll, caiff ei restru fel ‘posibl’ ac nid yw’n newid dim.

    Mae terfynau ar yr hyn y gall mesur lliniaru ei newid:

    - mae ffactor yn gwella o 2 gam ar y mwyaf
    - heb dystiolaeth bod y mesur lliniaru’n gweithio, mae sgôr yn gwella o un band ar y mwyaf

    Dangosir y lefel bob amser cyn ac ar ôl lliniaru.

    Ar gyfer niwed cymedrol na fyddwch yn ei liniaru, ysgrifennwch y rheswm.

    ## Bylchau

    Bwlch yw rhywbeth nad ydych yn ei wybod eto. Mae ateb neu sgôr ‘Ddim yn gwybod’ yn creu un. Mae rhai
    atebion eraill yn gwneud hynny hefyd. Er enghraifft, efallai na wyddoch pa mor unig yw’r bobl yr
    effeithir arnynt ar hyn o bryd.

    Ar gyfer pob bwlch, dywedwch beth y byddwch yn ei wneud, pa swydd sy’n berchen arno ac erbyn pa ddyddiad
    y caiff ei wneud.

    Os yw mwy na chwarter y sgoriau’n ‘Ddim yn gwybod’, mae rheol heb ei bodloni a rhaid i’r llofnodwr
    esbonio pam.

    ## Gwirio eich atebion

    Mae gan bob adran dudalen sy’n dangos eich atebion. Dewiswch **Newid** wrth ymyl ateb i fynd yn ôl at y
    cwestiwn.

    Mae tudalen y canlyniad yn dangos y lefel, pam mai honno yw’r lefel, beth sy’n dal ar agor a pha reolau
    sydd heb eu bodloni. Tra bydd atebion ar goll, mae’n rhoi’r lefel isaf a’r lefel uchaf sy’n dal yn
    bosibl.

    Os ydych wedi nodi opsiwn fel yr un a ddewiswyd, y lefel yw lefel yr opsiwn hwnnw. Os nad ydych, y lefel
    yw lefel yr opsiwn sydd â’r niwed mwyaf.

    ## Gofyn am adolygiad

    Mae adolygydd yn gwirio’r ansawdd cyn i chi ofyn am lofnod. Nid yw adolygiad byth yn ofynnol, ond mae’r
    datganiad yn enwi swydd y person a adolygodd yr asesiad. Rhaid i’r adolygydd fod â rôl adolygydd a
    pheidio â bod wedi ysgrifennu yn yr asesiad.

    Mae’r adolygydd yn nodi newidiadau, pob un yn ymwneud â chwestiwn, ac yn eu hanfon atoch. Rydych yn
    newid yr atebion, yn ymateb i bob newid ac yn anfon yr asesiad yn ôl. Yna mae’r adolygydd yn cytuno
    neu’n gofyn eto. Gallwch dynnu’r asesiad yn ôl o’r adolygiad unrhyw bryd. Os bydd yr adolygydd yn
    gadael, mae gweinyddwr yn rhoi’r adolygiad i rywun arall.

    ## Asesiadau hwyr ac asesiadau brys

    O dan **Amseriad yr asesiad hwn**, dywedwch os yw’r asesiad yn cael ei wneud ar ôl y penderfyniad
    neu os na allai’r penderfyniad aros. Mae tudalen gyntaf y datganiad yn dweud hynny hefyd. Ar ôl
    penderfyniad brys, rhaid llofnodi fersiwn gyflawn o fewn 28 diwrnod.

    ## Gofyn am lofnod

    Rhaid i’r person y gofynnwch iddo:

    - perthyn i’ch sefydliad
    - bod â rôl llofnodwr
    - peidio â bod wedi ysgrifennu yn yr asesiad

    Gall gweinyddwyr nodi hyd at ba lefel y mae person yn llofnodi. Dim ond pobl a gaiff lofnodi’r lefel hon
    sydd ar y rhestr. Mae tudalen y canlyniad yn dweud pa radd a ddylai lofnodi.

    Gallwch ofyn pan fydd y sgrinio wedi’i gwblhau a phan nad oes ateb yn aros am ddewis. Gall pethau eraill
    fod yn agored o hyd. Bydd y llofnodwr yn eu gweld fel rheolau sydd heb eu bodloni.

    Tra bydd y cais yn aros, ni ellir newid dim yn yr asesiad. Gallwch dynnu’r cais yn ôl unrhyw bryd. Yna
    gallwch newid yr asesiad a gofyn eto.

    ## Llofnodi

    Os gofynnir i chi lofnodi, agorwch yr asesiad o’r dudalen **Eich gwaith**.

    1. Darllenwch y datganiad. Mae’r gwasanaeth yn cofnodi pa fersiwn a agoroch, a phryd.
    2. Cadarnhewch eich bod wedi’i ddarllen.
    3. Ar gyfer lefel III ac uwch, nodwch pwy a gafodd wybod, neu pa benderfyniad yw hwn.
    4. Esboniwch bob rheol sydd heb ei bodloni. Mae angen o leiaf 150 nod ym mhob esboniad. Caiff yr
       esboniad ei argraffu yn y datganiad.
    5. Llofnodwch.

    Gallwch hefyd anfon yr asesiad yn ôl gyda rheswm. Yna gall yr awduron ei newid a gofyn eto.

    Mae eich llofnod ynghlwm wrth ôl bys y cynnwys: cod sydd wedi’i gyfrifo o bopeth rydych yn ei ddarllen.
    Os bydd unrhyw ran ohono’n newid, mae’r cod yn newid hefyd ac nid yw eich llofnod yn cyd-fynd mwyach. Ni
    ellir newid dim ar ôl i chi lofnodi. Mae angen fersiwn newydd ar gyfer unrhyw newid.

    ## Pan nad oes angen asesiad

    Os nad yw’r sgrinio’n canfod unrhyw effaith, nid oes angen asesiad arnoch. Yn lle hynny, rydych yn gofyn
    i rywun lofnodi datganiad un dudalen ‘dim angen asesiad’. Mae’n dangos yr atebion sgrinio a arweiniodd
    at y canlyniad hwn. Caiff ei lofnodi yn yr un ffordd, gan rywun na wnaeth ei ysgrifennu.

    Sgriniwch y polisi eto os bydd ei destun, yr opsiwn neu’r grwpiau y mae’n effeithio arnynt yn newid.

    ## Y datganiad a’i PDF

    Tudalen we yw’r datganiad yn gyntaf. Mae gan y PDF yr un cynnwys. Mae wedi’i dagio, er mwyn i
    ddarllenwyr sgrin allu darllen ei benawdau, ei restrau a’i dablau. Mae wedi’i wneud yn unol â safon
    PDF/UA-1 ar gyfer dogfennau hygyrch.

    Gallwch weld y datganiad a lawrlwytho’r PDF unrhyw bryd. Hyd nes y caiff ei lofnodi, mae’n dweud mai
    drafft ydyw. Caiff PDF datganiad wedi’i lofnodi ei gadw fel y cafodd ei ddyroddi ac ni chaiff byth ei
    wneud eto.

    Mae’r datganiad yn enwi swyddi, nid pobl. Mae ei farc diogelwch wedi’i argraffu ar bob tudalen.

    ## Ar ôl llofnodi

    Mae swyddog yn cyhoeddi’r datganiad, neu’n ei ddal yn ôl ac yn dweud pa eithriad yn y Ddeddf Rhyddid
    Gwybodaeth sy’n gymwys a phryd y caiff hynny ei ystyried eto. Mae gan ddatganiad a gyhoeddwyd ei
    gyfeiriad ei hun, a gall unrhyw un ei ddarllen. Yn ystod cyfnod atal cyhoeddi, er enghraifft cyn
    etholiad, ni chaiff dim ei gyhoeddi.

    Pan fydd y polisi’n newid, agorwch fersiwn newydd. Caiff popeth ei gario drosodd, a dim ond y rhannau y
    byddwch yn eu hailagor y gellir eu newid. Mae tudalen yn dangos yr hyn sy’n wahanol. Pan gaiff y fersiwn
    newydd ei llofnodi, caiff yr hen un ei nodi fel un a ddisodlwyd, ac mae’n aros fel yr oedd.

    Caiff pob asesiad wedi’i lofnodi ei adolygu erbyn y diwrnod y mae ei lefel yn gofyn amdano, neu’n
    gynharach os dewisoch ddiwrnod cynharach. Mae’r dudalen **Adolygiadau i’w gwneud** yn eu rhestru. Mae’r
    dudalen **Mesurau lliniaru** yn rhestru’r hyn a addawyd. Nodwch yno a yw wedi’i gyflawni, yn hwyr neu
    wedi’i ollwng, a beth sy’n dangos hynny.

    Os rhoddir y gorau i’r polisi, caewch yr asesiad a dywedwch pam.

    ## Hanes

    Cedwir pob newid: yr hyn oedd yno o’r blaen, yr hyn sydd yno nawr, swydd y person a wnaeth y newid, a
    phryd. Mae pob cofnod wedi’i selio wrth yr un o’i flaen, fel y gellir dod o hyd i gofnod sydd wedi’i
    newid neu sydd ar goll. Ni all neb ddileu cofnodion o’r hanes. Pan ddaw cyfnod cadw’r cofnodion i
    ben, gall dau berson eu gwaredu gyda’i gilydd. Mae tystysgrif yn aros, a’r seliau hefyd.

    O dan **Archwilio**, mae gweinyddwyr ac archwilwyr yn gwirio popeth ac yn lawrlwytho’r log archwilio.
    Nodir yr hyn y mae archwilydd yn ei ddarllen, a phob ffeil a roddir i rywun.

    ## Datganiadau cyhoeddedig a’u gwirio

    Mae **Datganiadau cyhoeddedig**, ar waelod pob tudalen, yn agored i bawb heb fewngofnodi. Gellir ei
    chwilio, ei hidlo, ei dilyn fel porthiant a’i lawrlwytho. Rhestrir datganiad a gedwir yn ôl gyda’r rheswm
    a’r diwrnod y caiff hyn ei ystyried eto, a heb ei gynnwys.

    Mae **Gwirio datganiad** yn dweud ai PDF yw’r un a gyhoeddwyd. Dewiswch y ffeil, a gwelwch a yw heb ei
    newid, wedi’i newid, wedi’i disodli gan fersiwn newydd, neu’n anhysbys yma.

    ## I archwilwyr

    Mae **Chwilio pob asesiad** yn canfod geiriau mewn atebion, rhesymau, mesurau lliniaru a sylwadau. Yn
    Gymraeg, canfyddir gair ym mhob un o’i dreigladau. Mae’r ffigurau wrth yr hidlyddion yn dweud faint o’r
    hyn a ganfuwyd sydd felly, ac maent yn dod i’r cyfan. Gellir cadw chwiliadau.

    Tynnir **hapsampl** gyda hedyn. Mae’r un hedyn yn rhoi’r un sampl, yma a gydag unrhyw raglen arall: mae’r
    dudalen yn dweud sut.

    Mae **pecyn** yn dal y datganiadau a gyhoeddwyd, rhestri, log archwilio pob asesiad a maniffest. Caiff ei
    wneud tra byddwch yn gwneud rhywbeth arall. I’w wirio, rhedwch raglen y gwasanaeth hwn ar unrhyw
    gyfrifiadur: teipiwch `loneliness-test verify --package package.zip`, ac i wirio un PDF yn ei erbyn
    teipiwch `loneliness-test verify statement.pdf --package package.zip`.

    Ar dudalen canlyniad asesiad, dilynwch y ddolen i gael cyfrifo’r sgôr eto a’i chymharu â’r hyn a
    gyhoeddwyd.

    ## Mewngofnodi ac allgofnodi

    Mae gweinyddwr yn eich ychwanegu ac yn rhoi dolen i chi. Mae’r ddolen yn gweithio unwaith, o fewn 7
    diwrnod. Byddwch yn ei defnyddio i ddewis cyfrinair o 12 nod o leiaf.

    Mae eich sesiwn yn dod i ben ar ôl 30 munud heb weithgarwch, ac ar ôl 12 awr beth bynnag. Os bydd
    hynny’n digwydd tra byddwch yn teipio, caiff eich testun ei gadw a’i gynnig i chi eto ar ôl i chi
    fewngofnodi.

    Os oes gan eich sefydliad ei wasanaeth mewngofnodi ei hun, gallwch ddefnyddio hwnnw yn lle cyfrinair. Os
    ydych yn defnyddio cyfrinair, trowch ail ffactor dilysu ymlaen ar dudalen eich cyfrif: yna gofynnir am
    god o ap hefyd. Mae’r un dudalen yn dangos ble rydych wedi mewngofnodi, ac yn gadael i chi lawrlwytho’r
    hyn a gedwir amdanoch.

    Allgofnodwch pan fyddwch yn rhannu cyfrifiadur ag eraill.

    Ar ôl gormod o gyfrineiriau anghywir rhaid i chi aros 15 munud.

    ## Defnyddio bysellfwrdd neu ddarllenydd sgrin

    Gallwch wneud popeth gyda bysellfwrdd. Defnyddiwch Tab i symud rhwng dolenni, botymau a meysydd.
    Defnyddiwch y bysellau saeth i symud rhwng botymau radio, a’r bylchwr i ddewis blwch ticio. Mae’r ddolen
    gyntaf ar bob tudalen yn mynd â chi i’r prif gynnwys.

    Mae gan bob tudalen un prif bennawd a’i theitl ei hun. Os oes rhywbeth o’i le, mae’r teitl yn dechrau
    gyda ‘Gwall’. Yna mae crynodeb ar frig y dudalen yn cysylltu â phob maes y mae angen ei newid.

    Gallwch chwyddo i mewn hyd at 400%. Mae gan bob siart dabl gyda’r un ffigurau.

    Mae popeth yn gweithio heb JavaScript. Dim ond mân gyfleusterau y mae JavaScript yn eu hychwanegu.

    ## Cael rhagor o help

    Gofynnwch i weinyddwr eich sefydliad. Gall ychwanegu pobl a rhoi rolau. Os bydd tudalen yn dangos
    cyfeirnod ar gyfer nam, rhowch y cyfeirnod i’r gweinyddwr.

## Method

page-method-title = Sut y pennir y lefel

page-method =
    Mae’r gwasanaeth yn cyfrifo lefel niwed, o 0 i IV, o’r sgoriau y mae swyddogion yn eu rhoi. Mae’r
    dudalen hon yn esbonio sut. Mae’r tablau isod yn dangos pob gwerth a therfyn a ddefnyddir.

    ## Egwyddorion

    - Mae geiriau’n dod cyn rhifau.
    - Y grŵp sydd yn y sefyllfa waethaf sy’n pennu’r lefel.
    - Nid yw niwed i rai pobl byth yn cael ei ganslo gan fudd i eraill.
    - Nid yw amheuaeth byth yn gwneud niwed yn llai.
    - Dim ond pan fydd ganddo berchennog, dyddiad a chyllid y mae mesur lliniaru’n cyfrif.
    - Mae ansawdd y dystiolaeth yn ffigur ar wahân.
    - Nid oes cyfansymiau ar draws polisïau na thablau cynghrair yn ôl sgôr.

    ## Yr hyn na all y lefel ei ddweud wrthych

    Canllaw i ble y mae angen sylw yw’r lefel, nid mesuriad o unigrwydd.

    Mae’r asesiad hwn yn cefnogi asesiad cydraddoldeb, ac nid yw’n cymryd ei le.

    Amcangyfrifon gan swyddogion yw’r ffigurau; rhestrir y ffynonellau.

    ## Sgrinio

    Mae rhai atebion i’r 8 cwestiwn sgrinio bob amser yn arwain at asesiad llawn. Mae eraill yn dangos
    effaith bosibl.

    - Mae ateb sydd bob amser yn arwain at asesiad llawn yn ddigon ar ei ben ei hun.
    - Gyda 2 effaith bosibl neu fwy, mae angen asesiad llawn arnoch.
    - Gyda 2 ateb ‘Ddim yn gwybod’ neu fwy, mae angen asesiad llawn arnoch.
    - Gydag un effaith bosibl, mae asesiad byr yn ddigon.
    - Os nad oes un, nid oes angen asesiad.

    Mae asesiad byr yn troi’n un llawn os gallai rhai pobl golli eu hunig gyswllt rheolaidd, neu os yw’r
    polisi eisoes wedi’i benderfynu neu mewn grym.

    ## Cam 1: sgorio pob effaith

    Mae swyddogion yn sgorio’r hyn y mae pob opsiwn yn ei wneud i bob grŵp, ar wahân ar gyfer pob ffordd y
    gall polisi effeithio ar berthnasoedd pobl. Daw’r pwyntiau o 4 ffactor: cyfeiriad, cyrhaeddiad, hyd a
    thebygolrwydd.

    Mae’r tabl cyntaf isod yn cyfuno cryfder y newid ag am ba hyd y mae’n para. Mae hyn yn rhoi’r gwerth
    ‘canlyniad’, o 1 i 5. Os yw’n hysbys bod y grŵp yn wynebu risg uwch o unigrwydd, mae’r gwerth yn codi 1,
    i 5 ar y mwyaf. Gelwir hyn yn gynnydd risg.

    Mae’r ail dabl isod yn cyfuno cyrhaeddiad â thebygolrwydd. Mae hyn yn rhoi’r gwerth ‘amlygiad’, o 1 i 5.
    Mae’n 3 o leiaf os yw’r polisi’n effeithio ar 100,000 o bobl neu fwy yn y grŵp.

    Y pwyntiau yw’r canlyniad wedi’i luosi â’r amlygiad, o 1 i 25. Cânt eu didoli’n fandiau, ac mae gair ar
    gyfer pob band.

    Mae rhai mathau o niwed yn cyfrif fel niwed mawr, gydag o leiaf 10 pwynt, ni waeth cyn lleied o bobl y
    maent yn eu cyrraedd:

    - newid ‘llawer gwaeth’ sy’n barhaol
    - colli unig gyswllt rheolaidd person

    Dim ond mewn un cyfeiriad y mae tystiolaeth yn gweithio. Nid yw tystiolaeth wan byth yn gostwng niwed.
    Mae budd â thystiolaeth isel yn cyfrif am hanner, wedi’i dalgrynnu i lawr. Mae budd heb dystiolaeth yn
    cael ei ddangos ond nid yw’n cyfrif.

    Caiff ‘Ddim yn gwybod’ ei ddarllen fel newid ‘ychydig yn waeth’ sydd o leiaf yn bosibl, ac mae’n cael ei
    restru fel bwlch.

    Mae gan grŵp y cynnydd risg os yw arolwg yn dangos cyfradd sydd o leiaf 1.5 gwaith y cyfartaledd yn yr
    arolwg hwnnw. Mae gan rai grwpiau’r cynnydd fel rhagofal, am fod ymchwil yn awgrymu risg uwch ond nad
    oes gennym ffigur sydd wedi’i wirio. Mae’r holiadur yn dweud p’un yw p’un. Nid oes cynnydd ar gyfer grŵp
    y mae swyddogion yn ei ychwanegu eu hunain.

    ## Cam 2: edrych ar bob grŵp

    Ar gyfer pob grŵp, rydym yn cymryd y niwed gwaethaf. Rydym yn ychwanegu 1 pwynt ar gyfer pob niwed
    pellach o 5 pwynt neu fwy, hyd at gyfanswm o 25. Mae’r pwyntiau ychwanegol yn dangos bod colledion yn
    cronni i’r bobl sy’n eu hwynebu. Un enghraifft yw llwybr bws a llyfrgell sy’n cau yn yr un flwyddyn.

    Caiff buddion eu cyfrifo yn yr un ffordd. Dangosir niwed a budd ochr yn ochr. Nid yw’r naill byth yn
    cael ei dynnu oddi wrth y llall.

    ## Cam 3: canfod y lefel

    Lefel opsiwn yw band y grŵp sydd â’r niwed mwyaf. Mae’r lefel hefyd yn IV os yw 3 grŵp neu fwy o 3
    theulu gwahanol yn wynebu niwed mawr. Y teuluoedd yw oedran, iechyd ac anabledd, amgylchiadau bywyd,
    hunaniaeth, a lle.

    Lefel y polisi yw lefel yr opsiwn a ddewiswyd. Tra nad oes opsiwn wedi’i ddewis, lefel yr opsiwn sydd
    â’r niwed mwyaf ydyw.

    Dangosir y budd mwyaf i unrhyw grŵp, a nifer y grwpiau sy’n cael eu helpu, wrth ochr y lefel. Nid ydynt
    yn rhan ohoni.

    Tra bydd atebion ar goll, mae’r lefel yn amrediad o’r isaf i’r uchaf sy’n dal yn bosibl.

    ## Cam 4: cyfrif y mesurau lliniaru

    Mae pob mesur lliniaru’n enwi’r sgoriau y mae’n eu newid a’r ffactorau y mae’n eu gwella. Mae ffactor yn
    gwella o 2 gam ar y mwyaf. Heb dystiolaeth ei fod yn gweithio, mae mesur lliniaru’n gwella sgôr o un
    band ar y mwyaf.

    Caiff mesur lliniaru heb berchennog, dyddiad neu gyllid ei restru fel ‘posibl’ ac nid yw’n newid dim.

    Dangosir y lefel cyn ac ar ôl lliniaru. Y lefel ar ôl lliniaru sy’n penderfynu pwy sy’n llofnodi, pa
    reolau sy’n gymwys a pha mor fuan y caiff y polisi ei adolygu.

    ## Cam 5: dangos ansawdd y dystiolaeth

    Mae rhai atebion ar dystiolaeth, cynnwys pobl a gwaith dilynol yn dwyn pwyntiau. Yr ansawdd yw’r gyfran
    o’r pwyntiau hynny a gawsoch, o 0 i 100. Dim ond cwestiynau a ofynnwyd i chi y mae’n eu cyfrif. Mae llai
    na 40 yn wan, mae 40 i 69 yn weddol, ac mae 70 neu fwy yn gryf.

    Nid yw ansawdd byth yn newid y lefel. O lefel II ymlaen, mae rheol yn dweud pa mor uchel y mae’n rhaid
    iddo fod cyn cymeradwyo.

    ## Cydymffurfio neu esbonio

    Mae gan bob lefel reolau y dylid eu bodloni cyn cymeradwyo. Os nad yw rheol wedi’i bodloni, rhaid i’r
    llofnodwr esbonio pam mewn o leiaf 150 nod. Caiff yr esboniad ei argraffu yn y datganiad.

    ## Sut y mae dulliau eraill yn sgorio, a’r hyn a gymerwyd ohonynt

    ### Algorithmic Impact Assessment, Llywodraeth Canada

    Mae’r dull hwn yn rhoi pwysoliad i bob ateb ac yn adio’r pwysoliadau. Mae ei lefel yn dibynnu ar y
    gyfran o’r cyfanswm uchaf posibl: hyd at 25%, 50% neu 75%, neu fwy. Os yw’r lliniaru’n cyrraedd 80% o’i
    uchafswm ei hun, mae’r cyfanswm yn gostwng 15%. Y lefel sy’n pennu’r dyletswyddau. Gwnaethom gymryd
    lefelau sy’n pennu dyletswyddau, a dull y gall unrhyw un ei ddarllen. Ni wnaethom gymryd y cyfanswm
    sengl. Mae cyfanswm sengl yn gadael i fesur lliniaru wneud iawn am niwed nad yw’n gysylltiedig ag ef, ac
    mae’n cuddio’r grŵp sydd yn y sefyllfa waethaf.

    ### Asesiadau o’r effaith ar iechyd

    Mae llawer o’r rhain yn defnyddio matrics o gyfeiriad, maint, tebygolrwydd a phwy yr effeithir arnynt,
    ac nid oes ganddynt gyfanswm. Gwnaethom gymryd y rhes ar wahân ar gyfer pob grŵp, a chanlyniad sy’n
    dangos pwy yr effeithir arnynt.

    ### Asesiadau o’r effaith ar ddiogelu data

    Mae’r rhain yn sgorio tebygolrwydd a difrifoldeb pob risg, yna’n rhestru’r mesurau, yna’n nodi’r risg
    sy’n weddill. Mae’r ffurflen yn enwi pwy sy’n derbyn y risg honno. Os yw’r person hwnnw’n mynd yn groes
    i gyngor, mae’n rhoi ei resymau. Gwnaethom gymryd y lefel cyn ac ar ôl lliniaru, a’r ddyletswydd i
    esbonio.

    ### Asesiadau o’r effaith ar gydraddoldeb

    Mae llawer o’r rhain yn defnyddio geiriau fel cadarnhaol, negyddol a niwtral. Gwnaethom gymryd geiriau’n
    gyntaf a rhifau’n ail.

    ## Cyfyngiadau’r dull

    Ein rhai ni ein hunain yw’r camau, y terfynau a’r cyfnodau adolygu. Nid ydynt wedi’u profi mewn ymchwil.
    Rydym yn dangos pob un ohonynt er mwyn i chi allu eu barnu.

    Mae’r pwyntiau’n rhoi effeithiau mewn trefn. Nid ydynt yn mesur symiau. Nid yw niwed o 12 pwynt
    ddwywaith cynddrwg â niwed o 6. Felly nid ydym yn cyfrifo cyfartaleddau, ac nid ydym yn adio pwyntiau ar
    draws grwpiau na pholisïau.

    Ni ellir cymharu ffigurau o arolygon gwahanol. Dangosir pob ffigur yn y gwasanaeth gyda’i arolwg a’i
    flwyddyn.

    ## Fersiynau

    Cedwir y gwerthoedd a’r terfynau yn ffeil yr holiadur, nid yn y rhaglen. Mae gan y rheolau sgorio rif
    fersiwn. Cedwir y rhif gyda phob asesiad a’i argraffu ar ei ddatganiad.

    Mae asesiad yn cadw’r holiadur y cafodd ei ddechrau ag ef. Pan fydd y rheolau’n newid, ni chaiff hen
    asesiadau byth eu sgorio eto’n ddistaw.

## Accessibility statement

page-accessibility-title = Datganiad hygyrchedd

page-accessibility =
    Mae’r datganiad hwn yn ymwneud â’r prawf unigrwydd: ei dudalennau a’r datganiadau effaith y mae’n eu
    dyroddi fel ffeiliau PDF. Caiff y gwasanaeth ei redeg gan eich sefydliad, neu gan gorff cyhoeddus arall
    ar ei ran.

    Rydym am i gynifer o bobl â phosibl allu ei ddefnyddio. Dylech allu:

    - newid lliwiau, lefelau cyferbyniad a ffontiau yn eich porwr
    - chwyddo i mewn i 400% heb i’r testun fynd oddi ar y sgrin
    - defnyddio’r gwasanaeth cyfan gyda dim ond bysellfwrdd
    - defnyddio’r gwasanaeth cyfan heb JavaScript
    - darllen datganiad fel tudalen we yn lle PDF

    Rydym wedi ceisio gwneud y testun mor syml â phosibl i’w ddeall.

    ## Pa mor hygyrch yw’r gwasanaeth

    Rydym yn anelu at fodloni lefel AA Canllawiau Hygyrchedd Cynnwys y We (WCAG), fersiwn 2.2.

    Nid ydym yn dweud eto bod y gwasanaeth yn bodloni’r safon yn llawn, am nad oes neb y tu allan i’r
    prosiect wedi’i wirio. Dyma’r cyfyngiadau y gwyddom amdanynt:

    - nid yw wedi’i brofi gyda phobl sy’n defnyddio technoleg gynorthwyol
    - nid yw wedi’i wirio gan archwilydd allanol
    - caiff y tablau llydan mewn datganiad eu dangos ar dudalennau tirlun yn y PDF, ac efallai y bydd angen
      i chi sgrolio i’r ochr i ddarllen tabl llydan ar sgrin fach

    ## Sut rydym yn ei brofi

    - Rydym yn cynnal gwiriadau awtomatig gydag axe ar bob tudalen o’r daith, o’r dudalen gychwyn i’r
      datganiad wedi’i lofnodi.
    - Rydym yn mynd drwy’r daith gyda dim ond bysellfwrdd, mewn porwr go iawn.
    - Rydym yn gwirio y gellir darllen a defnyddio tudalennau wedi’u chwyddo i 400%.
    - Rydym yn gwirio’r ffeiliau PDF yn erbyn safon PDF/UA-1 gyda veraPDF.

    Dim ond rhai problemau y mae gwiriadau awtomatig yn eu canfod. Gallant ddangos bod gan PDF y tagiau
    cywir, ond nid ei fod yn hawdd ei ddarllen.

    ## Rhoi gwybod am broblem

    Os nad yw rhywbeth yn gweithio i chi, rhowch wybod i weinyddwr gwasanaeth eich sefydliad. Dywedwch pa
    dudalen oedd hi, beth roeddech am ei wneud a beth rydych yn ei ddefnyddio, fel darllenydd sgrin neu
    chwyddwr.

    Gallwch hefyd ofyn i’r gweinyddwr am ddatganiad mewn fformat arall.

    ## Os nad ydych yn fodlon ar yr ateb

    Y Comisiwn Cydraddoldeb a Hawliau Dynol (EHRC) sy’n gorfodi Rheoliadau Hygyrchedd Cyrff y Sector
    Cyhoeddus (Gwefannau a Rhaglenni Symudol) (Rhif 2) 2018 yn Lloegr, yr Alban a Chymru. Os nad ydych yn
    fodlon ar y ffordd y mae eich sefydliad yn ymateb i’ch cwyn, cysylltwch â’r Gwasanaeth Cynghori a
    Chymorth Cydraddoldeb (EASS).

    Yng Ngogledd Iwerddon, yr Equality Commission for Northern Ireland (ECNI) sy’n gorfodi’r rheoliadau.
    Cysylltwch â’r comisiwn os nad ydych yn fodlon ar yr ymateb.

    ## Ynglŷn â’r datganiad hwn

    Paratowyd y datganiad hwn ar 22 Tachwedd 2026. Mae’n seiliedig ar y profion a restrir ar y dudalen hon.

## Privacy notice

page-privacy-title = Hysbysiad preifatrwydd

page-privacy =
    Mae’r hysbysiad hwn yn ymwneud â phobl sy’n defnyddio’r prawf unigrwydd yn eu gwaith. Nid oes angen
    unrhyw wybodaeth bersonol am aelodau o’r cyhoedd ar y gwasanaeth.

    ## Pwy sy’n gyfrifol

    Y sefydliad sy’n rhedeg y gwasanaeth yw rheolydd eich gwybodaeth bersonol. Mae’n penderfynu pam a sut y
    defnyddir yr wybodaeth. Gall y gweinyddwr ddweud wrthych pa sefydliad yw hwn os nad ydych yn gwybod.

    ## Yr hyn a gedwir amdanoch

    - eich enw, eich swydd, eich sefydliad a’ch cyfeiriad e-bost gwaith
    - eich rolau yn y gwasanaeth
    - ffurf sgrambledig ar eich cyfrinair, na ellir darllen y cyfrinair ohoni
    - yr hyn a wnaethoch yn y gwasanaeth a phryd, gan gynnwys pryd y gwnaethoch fewngofnodi
    - yr atebion, y sgoriau a’r esboniadau a ysgrifennoch
    - y datganiadau a lofnodoch, gyda’ch swydd, y fersiwn a ddarllenoch a’r amserau y gwnaethoch ei hagor
      a’i llofnodi

    Tra byddwch wedi mewngofnodi, mae’r gwasanaeth hefyd yn cadw pryd y dechreuodd eich sesiwn, pryd y
    cafodd ei defnyddio ddiwethaf a sut y mae eich porwr yn ei ddisgrifio ei hun. Am 10 munud, mae eich
    cydweithwyr yn gweld pa dudalen o asesiad a rennir roeddech arni.

    Os ydych yn mewngofnodi drwy eich sefydliad, mae’r gwasanaeth yn cadw’r cod y mae gwasanaeth
    mewngofnodi’r sefydliad yn eich adnabod wrtho. Os ydych yn defnyddio ail ffactor dilysu, mae’n cadw’r
    allwedd sy’n perthyn iddo. Os ydych yn archwilydd, mae’n cadw pa dudalennau rydych yn eu darllen. Ar
    gyfer pawb, mae’n cadw pa ffeiliau a roddwyd iddynt.

    Gallwch weld a lawrlwytho hyn i gyd ar dudalen eich cyfrif.

    Os bydd ymgais i fewngofnodi’n methu, mae’r gwasanaeth yn cadw nifer yr ymgeisiau a’r amser. Mae’n eu
    cadw o dan god a wnaed o’r cyfeiriad e-bost a deipiwyd a chyfeiriad rhwydwaith y ddyfais. Nid yw’n
    cadw’r cyfeiriadau eu hunain ar gyfer hyn. Caiff y cofnod ei ddileu pan fyddwch yn mewngofnodi nesaf
    oddi yno, neu ar ôl awr.

    Nid yw’r log technegol yn cynnwys enwau, cyfeiriadau e-bost nac atebion. Os bydd tocyn rhaglen neu ymgais i
    fewngofnodi yn methu, mae’r log yn cynnwys y cyfeiriad rhwydwaith y daeth ohono. Os byddwch yn gofyn am
    dudalen nad yw’n bod neu na chewch ei gweld, mae’r log yn cynnwys y cod y mae’r gwasanaeth yn adnabod eich
    cyfrif wrtho.

    Os gall y gwasanaeth anfon e-bost, mae’n ysgrifennu atoch pan fydd ffordd i mewn i’ch cyfrif yn newid, megis
    eich cyfrinair, ac wythnos cyn i’ch mynediad neu un o’ch tocynnau ddod i ben. I gyfyngu ar y negeseuon hyn,
    mae’n cadw’r nifer a anfonodd yn yr awr ddiwethaf, o dan god a wnaed o’ch cyfeiriad e-bost.

    ## Pam y caiff ei chadw

    Caiff ei chadw er mwyn:

    - eich galluogi i fewngofnodi a gwneud eich gwaith
    - diogelu’r gwasanaeth rhag camddefnydd
    - dangos pwy a ysgrifennodd, a newidiodd ac a lofnododd asesiad, a phryd
    - galluogi archwilwyr i wirio bod penderfynwr wedi darllen yr hyn a lofnododd

    Mae’r gyfraith yn ei gwneud yn ofynnol i’r sefydliad fod â sail gyfreithlon ar gyfer hyn. I gyrff
    cyhoeddus, y sail fel arfer yw bod angen yr wybodaeth arnynt ar gyfer tasg er budd y cyhoedd. Gall y
    sefydliad ddweud wrthych pa sail y mae’n ei defnyddio.

    ## Pwy sy’n ei gweld

    - Mae cydweithwyr yn eich sefydliad yn gweld eich enw, eich swydd a’r hyn a wnaethoch.
    - Gall y tîm canolog ac archwilwyr ddarllen asesiadau pob sefydliad, ac eithrio’r rhai sydd wedi’u
      marcio’n OFFICIAL-SENSITIVE. Maent yn gweld swyddi.
    - Mae gweinyddwyr yn gweld eich enw, eich swydd, eich cyfeiriad e-bost a’ch rolau.
    - Mae datganiadau’n enwi swyddi, nid pobl. Os mai dim ond un person sydd mewn swydd, efallai y bydd
      eraill yn gwybod pwy ydyw.

    Efallai y bydd yn rhaid i’r sefydliad ryddhau cofnodion o dan gyfraith rhyddid gwybodaeth. Y sefydliad
    sy’n penderfynu beth y mae’n rhaid ei dynnu ohonynt yn gyntaf.

    ## Yr hyn nad yw’r gwasanaeth yn ei wneud

    - Nid yw’n defnyddio dadansoddeg ac nid yw’n eich olrhain.
    - Nid yw’n trosglwyddo eich gwybodaeth i drydydd partïon.
    - Nid yw’n galw ar wasanaethau eraill. Daw ffontiau, sgriptiau ac arddulliau o’r gwasanaeth ei hun.
    - Nid yw’n gwneud penderfyniadau amdanoch.

    ## Gwybodaeth am y cyhoedd

    Peidiwch â theipio gwybodaeth bersonol am aelodau o’r cyhoedd. Mae hyn yn golygu enwau, cyfeiriadau,
    rhifau ffôn, rhifau achosion, a straeon y gellid adnabod rhywun ynddynt. Ysgrifennwch am grwpiau.

    Os dewch o hyd i wybodaeth o’r fath mewn asesiad, tynnwch hi o’r ateb a dywedwch wrth y gweinyddwr.
    Mae’r hanes yn dal i gynnwys yr hyn oedd yno o’r blaen, felly rhaid i’r sefydliad benderfynu beth i’w
    wneud am hynny.

    ## Am ba hyd y caiff ei chadw

    Y sefydliad sy’n penderfynu am ba hyd y cedwir cofnodion. Ni chaiff dim ei ddileu’n ddistaw.

    Os byddwch yn gadael, mae’r gweinyddwr yn cau eich cyfrif. Mae’r hyn a ysgrifennoch ac a lofnodoch yn
    aros, am ei fod yn rhan o’r cofnod o benderfyniad.

    Mae’r man lle caiff y cofnodion eu storio yn dibynnu ar ble y mae’r sefydliad yn rhedeg y gwasanaeth.

    ## Eich hawliau

    Gallwch ofyn i’r sefydliad:

    - rhoi copi i chi o’r wybodaeth y mae’n ei dal amdanoch
    - ei chywiro os yw’n anghywir
    - rhoi’r gorau i’w defnyddio, neu ei dileu, mewn rhai achosion

    Nid yw cofnod yn yr hanes yn cael ei newid wedyn. Os yw’n anghywir, ychwanegir cywiriad.

    Cysylltwch â swyddog diogelu data’r sefydliad. Os nad ydych yn fodlon ar yr ateb, gallwch gwyno i
    reoleiddiwr diogelu data’r DU, yn [ico.org.uk](https://ico.org.uk/).

## Cookies

page-cookies-title = Cwcis

page-cookies =
    Ffeiliau bach y mae gwefan yn eu cadw ar eich dyfais yw cwcis. Mae’r gwasanaeth hwn yn defnyddio 3.
    Maent yn gwbl angenrheidiol, neu’n cofio dewis a wnaethoch. Dyna pam nad ydym yn gofyn am eich
    cydsyniad.

    ## Cwcis rydym yn eu defnyddio

    - `__Host-session` sy’n eich cadw wedi mewngofnodi. Daw i ben pan fyddwch yn cau’r porwr, neu ar ôl 12
      awr.
    - `__Host-visit` sy’n diogelu’r ffurflenni y gallwch eu defnyddio cyn i chi fewngofnodi, fel na all
      unrhyw wefan arall eu hanfon yn eich enw. Daw i ben pan fyddwch yn cau’r porwr.
    - `__Host-language` sy’n cofio’r iaith a ddewisoch. Dim ond wrth newid yr iaith y cewch hwn. Daw i ben ar
      ôl blwyddyn.

    Mae’r 2 gyntaf yn dal cod ar hap a dim byd amdanoch chi. Mae’r trydydd yn dal `en` neu `cy`.

    ## Cwcis nad ydym yn eu defnyddio

    Nid oes rhai eraill. Nid ydym yn defnyddio cwcis ar gyfer dadansoddeg, hysbysebu nac olrhain, ac nid oes
    unrhyw sefydliad arall yn gosod cwcis yma.

    ## Os byddwch yn blocio cwcis

    Gallwch flocio neu ddileu cwcis yn eich porwr. Gallwch ddarllen tudalennau fel hon o hyd wedyn, ond ni
    allwch fewngofnodi.

## Errors

page-not-found-title = Heb ddod o hyd i’r dudalen

page-not-found =
    Os gwnaethoch deipio’r cyfeiriad gwe, gwiriwch ei fod yn gywir.

    Os gwnaethoch ludo’r cyfeiriad gwe, gwiriwch eich bod wedi copïo’r cyfeiriad cyfan.

    Efallai hefyd fod y dudalen am rywbeth na all eich cyfrif ei weld. Os ydych yn meddwl y dylech ei weld,
    gofynnwch i’r person a anfonodd y cyfeiriad atoch, neu i weinyddwr eich sefydliad.

page-forbidden-title = Ni allwch wneud hyn gyda’ch cyfrif

page-forbidden =
    Nid yw eich rôl yn y gwasanaeth yn ei ganiatáu. Er enghraifft, dim ond swyddogion a chyfranwyr a all
    newid asesiad. Dim ond person â rôl llofnodwr y gofynnwyd iddo wneud hynny a all ei lofnodi, a dim ond
    os nad yw wedi ysgrifennu ynddo.

    Nid oes dim wedi’i newid. Os oes angen rôl arall arnoch ar gyfer eich gwaith, gofynnwch i weinyddwr eich
    sefydliad.

page-factor-title = Mae angen ail ffactor dilysu yn gyntaf

page-factor =
    Mae’r gwasanaeth hwn yn gofyn i chi gael ail ffactor dilysu cyn i chi fynd ymlaen. Nid oes dim wedi’i newid, ac
    nid yw’r hyn a anfonoch wedi’i golli: mae’n dal ar y dudalen flaenorol.

    Agorwch [dudalen eich ail ffactor dilysu](/account/second-factor) mewn tab arall a’i droi ymlaen. Yna dewch yn
    ôl yma, ewch yn ôl i’r dudalen flaenorol, a’i anfon eto.

page-bad-request-title = Ni allai’r gwasanaeth ddarllen yr hyn a anfonwyd

page-bad-request =
    Roedd rhan o’r ffurflen neu o’r cyfeiriad gwe ar goll neu wedi’i difrodi ar ei ffordd atom. Nid oes dim
    wedi’i newid.

    Ewch yn ôl i’r dudalen flaenorol, ail-lwythwch hi a rhowch gynnig arall arni. Os daethoch drwy ddolen,
    gwiriwch eich bod wedi copïo’r cyfeiriad gwe cyfan.

    Os bydd yn digwydd eto, dywedwch wrth weinyddwr eich sefydliad beth roeddech yn ei wneud.

page-conflict-title = Newidiodd rhywbeth tra oedd y dudalen ar agor gennych

page-conflict =
    Efallai fod cydweithiwr wedi newid yr un peth. Neu efallai fod yr asesiad wedi symud ymlaen: tra bydd yn
    aros am lofnod, ac ar ôl iddo gael ei lofnodi, ni ellir newid dim ynddo.

    Nid ydym wedi newid dim, fel na chaiff gwaith neb ei drosysgrifo. Os gwnaethoch deipio testun hir,
    copïwch ef cyn i chi adael y dudalen.

    Ewch yn ôl i’r dudalen flaenorol a’i hail-lwytho. Yna byddwch yn gweld sut y mae pethau nawr, a gallwch
    benderfynu a oes angen eich newid o hyd.

page-too-large-title = Mae’r hyn a anfonoch yn rhy fawr

page-too-large =
    Mae’r gwasanaeth yn derbyn hyd at 100,000 o nodau mewn un maes, a hyd at 1 MB ar y tro. Mae hynny’n llawer
    mwy o destun nag sydd ei angen ar dudalen. Gall hyn ddigwydd pan fyddwch yn gludo dogfen gyfan, neu destun
    gyda lluniau.

    Nid ydym wedi cadw’r hyn a anfonoch. Ewch yn ôl i’r dudalen flaenorol, gwnewch y testun yn fyrrach a’i
    gadw eto. Ar gyfer dogfen hir, rhowch grynodeb a dywedwch ble y gellir dod o hyd i’r ddogfen.

page-too-many-title = Gormod o ymgeisiau

page-too-many =
    Bu gormod o ymgeisiau mewn amser byr. Arhoswch 15 munud, yna rhowch gynnig arall arni.

    Mae’r terfyn hwn yn diogelu cyfrifon rhag pobl sy’n dyfalu cyfrineiriau. Mae eich cyfrif a’ch gwaith yn
    ddiogel.

    Os nad ydych yn gwybod eich cyfrinair, gofynnwch i weinyddwr eich sefydliad am help.

page-problem-title = Mae’n ddrwg gennym, mae problem gyda’r gwasanaeth

page-problem =
    Mae’r nam ar ein hochr ni. Rhowch gynnig arall arni’n nes ymlaen.

    Mae’r hyn a gadwoch o’r blaen yno o hyd. Pan ddewch yn ôl, gwiriwch y dudalen ddiwethaf roeddech arni,
    oherwydd efallai nad ydym wedi cadw’r hyn a anfonoch ddiwethaf.

    Os bydd yn digwydd eto, dywedwch wrth weinyddwr eich sefydliad. Dyfynnwch y cyfeirnod a ddangosir ar y
    dudalen hon, er mwyn i’r gweinyddwr allu canfod beth aeth o’i le.

page-unavailable-title = Mae’n ddrwg gennym, nid yw’r gwasanaeth ar gael

page-unavailable =
    Ni all y gwasanaeth ddarllen nac ysgrifennu ei gofnodion ar hyn o bryd. Nid oes dim a gadwyd wedi’i
    golli.

    Dywedwch wrth weinyddwr eich sefydliad, a all weld beth yw’r achos. Rhowch gynnig arall arni’n nes
    ymlaen. Os ydych newydd deipio rhywbeth, ewch yn ôl i’r dudalen flaenorol a chopïwch eich testun i fod
    yn ddiogel.

page-expired-title = Nid yw’r ffurflen hon yn gyfredol mwyach

page-expired =
    Mae eich sesiwn wedi dod i ben, neu roedd y ffurflen ar agor yn rhy hir. Daw sesiwn i ben ar ôl 30 munud
    heb weithgarwch, ac ar ôl 12 awr beth bynnag.

    Nid ydym wedi cadw eich newidiadau eto. Dangosir yr hyn a deipioch ar y dudalen hon, er mwyn i chi allu
    ei anfon eto. Mewngofnodwch eto yn gyntaf os gofynnir i chi wneud hynny.

page-method-not-allowed-title = Ni ellir defnyddio’r cyfeiriad hwn yn y ffordd honno

page-method-not-allowed =
    Mae’r dudalen yn bodoli, ond nid yw’n derbyn y math hwn o gais. Gall hyn ddigwydd pan fyddwch yn
    ail-lwytho tudalen ar ôl anfon ffurflen, neu’n cadw cyfeiriad ffurflen fel nod tudalen.

    Nid oes dim wedi’i newid. Ewch i hafan y gwasanaeth a dewch o hyd i’r dudalen oddi yno.

page-timeout-title = Mae’n ddrwg gennym, cymerodd hyn ormod o amser

page-timeout =
    Ni orffennodd y gwasanaeth mewn pryd, neu roedd eich cysylltiad yn rhy araf i anfon popeth.

    Efallai fod eich newid diwethaf wedi’i gadw, neu efallai nad yw. Ewch yn ôl i’r dudalen flaenorol a’i
    hail-lwytho i weld. Os nad yw’r newid yno, cadwch ef eto.

    Os bydd yn digwydd eto, dywedwch wrth weinyddwr eich sefydliad beth roeddech yn ei wneud.
