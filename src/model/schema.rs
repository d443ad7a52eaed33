//! JSON Schemas of the format, for editors.

use super::definition::{
    CalendarDefinition, EvidenceDefinition, FormsDefinition, Kind, MappingDefinition, ObjectivesDefinition,
    OrganisationDefinition, ProcedureDefinition, ReferencesDefinition, SettingsDefinition,
};
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The JSON Schema (draft 07, which editors know best) of one kind of document.
///
/// Descriptions are in English and Vietnamese.
///
/// ```
/// use quytrinh::definition::Kind;
/// let schema = quytrinh::schema::of(Kind::Procedure);
/// assert!(schema["properties"]["steps"]["description"].as_str().unwrap().contains("Các bước"));
/// ```
#[must_use]
pub fn of(kind: Kind) -> Value {
    match kind {
        Kind::Procedure => generate::<ProcedureDefinition>(kind),
        Kind::Organisation => generate::<OrganisationDefinition>(kind),
        Kind::Objectives => generate::<ObjectivesDefinition>(kind),
        Kind::Calendar => generate::<CalendarDefinition>(kind),
        Kind::References => generate::<ReferencesDefinition>(kind),
        Kind::Forms => generate::<FormsDefinition>(kind),
        Kind::Evidence => generate::<EvidenceDefinition>(kind),
        Kind::Mapping => generate::<MappingDefinition>(kind),
    }
}

/// The JSON Schema of the settings, `quytrinh.yaml`. Names of rules are those of `codes`.
///
/// ```
/// let schema = quytrinh::schema::settings(["flow", "flow/shares"]);
/// assert!(schema["properties"]["profile"]["description"].is_string());
/// ```
#[must_use]
pub fn settings<'a>(codes: impl IntoIterator<Item = &'a str>) -> Value {
    let mut schema = described::<SettingsDefinition>("settings");
    let codes: Vec<Value> = codes.into_iter().map(Value::from).collect();
    schema["properties"]["severity"]["propertyNames"] = serde_json::json!({"enum": codes});
    schema["definitions"]["Ignore"]["properties"]["rules"]["items"] = serde_json::json!({"enum": codes});
    schema
}

/// The file name of a schema.
#[must_use]
pub fn file_name(kind: Kind) -> String {
    format!("{}.schema.json", kind.key())
}

fn generate<T: JsonSchema>(kind: Kind) -> Value {
    described::<T>(kind.key())
}

fn described<T: JsonSchema>(name: &str) -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    RecursiveTransform(without_null).transform(&mut schema);
    RecursiveTransform(not_empty).transform(&mut schema);
    RecursiveTransform(describe_key).transform(&mut schema);
    schema.insert("title".into(), format!("quytrinh {name}").into());
    schema.to_value()
}

/// A key that may be left out may not be null: the format has no nulls.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    // A default is not what an editor should write, and `null` least of all.
    object.remove("default");
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|t| t != "null");
        if let [only] = &**types {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(choices)) = object.get_mut(key) else { continue };
        let before = choices.len();
        choices.retain(|c| c.get("type").is_none_or(|t| t != "null"));
        if let ([only], true) = (&**choices, before > 1) {
            let only = only.clone();
            object.remove(key);
            if let Value::Object(only) = only {
                for (name, value) in only {
                    object.entry(name).or_insert(value);
                }
            }
        }
    }
}

/// An empty list says nothing: the format has none.
fn not_empty(schema: &mut Schema) {
    if schema.get("type").is_some_and(|kind| kind == "array") {
        schema.insert("minItems".into(), 1.into());
    }
}

/// An editor shows what a key is for, rather than what its type is, if the description stands
/// beside the reference. Strict readers of draft 07 lose a remark by it, nothing else.
fn describe_key(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    if object.keys().all(|key| key == "allOf" || key == "description") {
        let reference = match object.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            Some([Value::Object(only)]) if only.len() == 1 => only.get("$ref").cloned(),
            _ => None,
        };
        if let Some(reference) = reference {
            object.remove("allOf");
            object.insert("$ref".into(), reference);
        }
    }
    // One or many: the one, too, is described by its key.
    let Some(description) = object.get("description").cloned() else { return };
    if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
        for choice in choices.iter_mut().filter_map(Value::as_object_mut).filter(|c| c.contains_key("$ref")) {
            choice.entry("description").or_insert_with(|| description.clone());
        }
    }
}
