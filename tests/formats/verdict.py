"""Says what Microsoft's SARIF validator found."""

import json
import sys

results = json.load(open(sys.argv[1]))["runs"][0].get("results", [])
for result in results:
    print(result["ruleId"], result.get("level"), result["message"].get("text") or result["message"])
sys.exit(1 if results else 0)
