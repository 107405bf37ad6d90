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
    let question = schema.pointer_mut("/$defs/Question").and_then(Value::as_object_mut);
    if let Some(question) = question {
        let required = question.remove("required").unwrap_or_else(|| json!([]));
        question.insert(
            "anyOf".to_owned(),
            json!([{"required": required}, {"required": ["id", "same_as"]}, {"required": ["same_as"]}]),
        );
        if let Some(keys) = question.get_mut("properties").and_then(Value::as_object_mut) {
            let description = "Takes over the question file.yaml#id, or a question of this file; what is written beside it counts.";
            keys.insert(
                "same_as".to_owned(),
                json!({"description": description, "type": "string"}),
            );
        }
    }
    schema
}
