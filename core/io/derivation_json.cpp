// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/derivation_json.h"

#include "json/pretty_json.h"

namespace shardscape {

namespace {

Json termsToJson(const std::vector<Term>& terms)
{
    Json json = Json::array();
    for (const Term& term : terms)
        json.push_back({{"symbol", term.symbol}, {"value", numberJson(term.value)}, {"unit", term.unit}, {"meaning", term.meaning}, {"from", term.from}});
    return json;
}

} // namespace

std::string withDerivations(const std::string& evaluationJson, const DerivationLog& derivations)
{
    Json json = Json::parse(evaluationJson);
    Json& all = json["derivations"] = Json::array();
    for (const Derivation& d : derivations.all())
        all.push_back({{"id", d.id},
                       {"name", d.name},
                       {"unit", d.unit},
                       {"value", numberJson(d.value)},
                       {"formula", d.formula},
                       {"terms", termsToJson(d.terms)},
                       {"source", d.source},
                       {"validity", d.validity},
                       {"guess", d.guess}});
    return prettyJson(json) + '\n';
}

} // namespace shardscape
