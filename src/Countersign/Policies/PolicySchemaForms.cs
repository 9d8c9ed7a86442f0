// The forms that several keys of a policy share, as JSON Schema definitions.
namespace Countersign.Policies;

internal static class PolicySchemaForms
{
    public const string Shared = """
        {
          "names": { "oneOf": [{ "type": "string" }, { "type": "array", "minItems": 1, "items": { "type": "string" } }] },
          "date": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
          "hour": { "type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$" },
          "criticality": { "enum": ["low", "medium", "high", "critical"] },
          "bound": {
            "type": "object", "additionalProperties": false, "minProperties": 1,
            "properties": { "over": { "type": "number" }, "at-least": { "type": "number" }, "under": { "type": "number" }, "at-most": { "type": "number" } }
          },
          "selection": {
            "oneOf": [
              { "$ref": "#/$defs/names" },
              {
                "type": "object", "additionalProperties": false, "minProperties": 1,
                "properties": { "any": { "$ref": "#/$defs/names" }, "only": { "$ref": "#/$defs/names" }, "none": { "$ref": "#/$defs/names" } }
              }
            ]
          },
          "paths": {
            "oneOf": [
              { "$ref": "#/$defs/names" },
              {
                "type": "object", "additionalProperties": false, "minProperties": 1,
                "properties": {
                  "any": { "$ref": "#/$defs/names" }, "only": { "$ref": "#/$defs/names" }, "none": { "$ref": "#/$defs/names" },
                  "allow": { "type": "array", "items": { "enum": ["symlinks", "submodules", "mode-changes", "lfs-pointers"] } },
                  "except": { "$ref": "#/$defs/names" }
                }
              }
            ]
          },
          "kinds": { "$ref": "#/$defs/selection" },
          "entities": { "$ref": "#/$defs/names" },
          "tests": { "$ref": "#/$defs/names" },
          "provenance": {
            "type": "object", "additionalProperties": false,
            "anyOf": [{ "required": ["at-least"] }, { "required": ["is"] }],
            "properties": {
              "at-least": { "enum": ["none", "advised", "assisted", "agent"] },
              "is": { "$ref": "#/$defs/names" },
              "unknown-counts-as": { "enum": ["none", "advised", "assisted", "agent"] }
            }
          },
          "blast-radius": {
            "type": "object", "additionalProperties": false, "minProperties": 1,
            "properties": {
              "reaches": { "$ref": "#/$defs/criticality" }, "unmapped-counts-as": { "$ref": "#/$defs/criticality" },
              "components": { "$ref": "#/$defs/bound" }, "distance": { "$ref": "#/$defs/bound" }, "unknown-coverage": { "type": "boolean" }
            }
          },
          "reversibility": {
            "oneOf": [
              { "enum": ["reversible", "forward-only"] },
              {
                "type": "object", "additionalProperties": false, "required": ["is"],
                "properties": { "is": { "$ref": "#/$defs/names" }, "unknown-counts-as": { "enum": ["reversible", "forward-only"] } }
              }
            ]
          },
          "time-window": {
            "type": "object", "additionalProperties": false, "minProperties": 1,
            "properties": {
              "from": { "$ref": "#/$defs/date" }, "to": { "$ref": "#/$defs/date" }, "days": { "$ref": "#/$defs/names" },
              "after": { "$ref": "#/$defs/hour" }, "before": { "$ref": "#/$defs/hour" }, "utc-offset": { "type": "string", "pattern": "^[+-][0-9]{2}:[0-9]{2}$" }
            }
          },
          "sign-offs": {
            "oneOf": [
              { "type": "integer", "minimum": 1, "maximum": 8 },
              {
                "type": "object", "additionalProperties": false,
                "properties": {
                  "count": { "type": "integer", "minimum": 1, "maximum": 8 },
                  "from": {
                    "type": "object", "additionalProperties": false, "minProperties": 1,
                    "properties": {
                      "above": { "const": "author" }, "at-least": { "type": "string" }, "team": { "type": "string" }, "person": { "$ref": "#/$defs/names" },
                      "may": { "type": "string" }, "owns": { "const": "changed-paths" }, "owners": { "const": "any" }
                    }
                  },
                  "independent": { "type": "boolean" },
                  "assurance": { "enum": ["forge-approval", "relied-on-evidence", "read-risky-parts", "read-in-full"] },
                  "validity": { "enum": ["carry", "reach", "strict"] },
                  "key": { "enum": ["hardware", "passkey"] },
                  "environment": { "type": "string" }
                }
              }
            ]
          },
          "case": { "$ref": "#/$defs/names" },
          "evidence": { "oneOf": [{ "$ref": "#/$defs/evidence-item" }, { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/evidence-item" } }] },
          "evidence-item": {
            "type": "object", "additionalProperties": false, "minProperties": 1,
            "properties": {
              "check": { "type": "string" }, "conclusion": { "type": "string" },
              "sarif": { "type": "object", "additionalProperties": false, "minProperties": 1, "properties": { "errors": { "type": "integer" }, "warnings": { "type": "integer" } } },
              "coverage": { "type": "object", "additionalProperties": false, "required": ["of-changed-lines"], "properties": { "of-changed-lines": { "type": "number", "minimum": 0, "maximum": 1 } } },
              "tests": { "type": "object", "additionalProperties": false, "required": ["not-only-by"], "properties": { "not-only-by": { "const": "same-tool" } } }
            }
          },
          "demands": { "oneOf": [{ "const": "nothing" }, { "$ref": "#/$defs/require" }] },
          "force": { "enum": ["observe", "warn", "enforce"] },
          "mode": {
            "oneOf": [
              { "$ref": "#/$defs/force" },
              {
                "type": "object", "additionalProperties": false, "required": ["then"],
                "oneOf": [{ "required": ["observe-until"] }, { "required": ["warn-until"] }],
                "properties": { "observe-until": { "$ref": "#/$defs/date" }, "warn-until": { "$ref": "#/$defs/date" }, "then": { "$ref": "#/$defs/force" } }
              }
            ]
          },
          "rule": {
            "type": "object", "additionalProperties": false, "required": ["name"],
            "oneOf": [{ "required": ["require"] }, { "required": ["refuse"] }],
            "properties": {
              "name": { "type": "string" }, "mode": { "$ref": "#/$defs/mode" }, "when": { "$ref": "#/$defs/when" },
              "require": { "$ref": "#/$defs/demands" }, "refuse": { "type": "string" }, "window": { "type": "integer", "minimum": 1, "maximum": 365 }
            }
          }
        }
        """;
}
