//! The metadata of the PDF as XMP.
use crate::domain::statement::Statement;

/// What the window of a reader shows.
pub(super) fn title(statement: &Statement) -> String {
    format!("{}: {} ({})", statement.kind, statement.title, statement.reference)
}

fn escaped(text: &str) -> String {
    let shown = |c: &char| !c.is_control();
    let text: String = text.chars().filter(shown).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What the file is: reference and version, and the fingerprint of the content it was made from.
pub(super) fn identifier(statement: &Statement) -> String {
    format!("{}; {}", statement.issue, statement.content_hash)
}

/// PDF/A wants a description of the one property that its own standard does not know.
const EXTENSION: &str = r#"  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>"#;

pub(super) fn metadata(statement: &Statement) -> Vec<u8> {
    let (title, organisation) = (escaped(&title(statement)), escaped(&statement.organisation));
    let (kind, lang, day) = (escaped(&statement.kind), statement.lang.tag(), &statement.day);
    let identifier = escaped(&identifier(statement));
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{organisation}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{kind}</rdf:li></rdf:Alt></dc:description>
   <dc:identifier>{identifier}</dc:identifier>
   <dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>loneliness-test</xmp:CreatorTool>
   <xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
   <xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
   <pdf:Producer>loneliness-test</pdf:Producer>
   <pdf:Keywords>{identifier}</pdf:Keywords>
   <pdfuaid:part>1</pdfuaid:part>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
  </rdf:Description>
{EXTENSION}
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
    .into_bytes()
}
