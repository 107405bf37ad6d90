//! The JSON Schema of questionnaire files, for editors: made from the types.
use serde_json::{Value, json};

use crate::domain::questionnaire::Definition;

/// The schema of a file as it is written, with the keys that name other files.
pub fn schema() -> Value {
    let mut made = schemars::schema_for!(Definition);
    made.insert("title".to_owned(), json!("A questionnaire of the loneliness test"));
    let mut schema = made.to_value();
    if let Some(keys) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        keys.insert(
            "include".to_owned(),
            json!({
                "description": "Shared files whose keys are taken over; lists go before the file's own.",
                "type": "array",
                "items": {"type": "string"},
            }),
        );
        keys.insert(
            "translations".to_owned(),
            json!({
                "description": "For each language the file that pairs each text with its translation.",
                "type": "object",
                "additionalProperties": {"type": "string"},
            }),
        );
    }
    for part in ["Question", "SectionDefinition"] {
        if let Some(part) = schema.pointer_mut(&format!("/$defs/{part}")) {
            take_over(part);
        }
    }
    schema
}

/// A part that can be taken over from another file needs nothing but the name of that.
fn take_over(part: &mut Value) {
    let Some(part) = part.as_object_mut() else { return };
    let required = part.remove("required").unwrap_or_else(|| json!([]));
    part.insert("anyOf".to_owned(), json!([{"required": required}, {"required": ["same_as"]}]));
    if let Some(keys) = part.get_mut("properties").and_then(Value::as_object_mut) {
        let description = "Takes over file.yaml#id, or for a question an id of this file; what is written beside it counts.";
        keys.insert("same_as".to_owned(), json!({"description": description, "type": "string"}));
    }
}
