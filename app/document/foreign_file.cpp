// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/foreign_file.h"

#include "io/scenario_file.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace shardscape {

std::optional<Scenario> scenarioFromModelConfig(const std::string& text, const QString& name, const Scenario& base)
{
    const QJsonObject config = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    if (config.contains(QLatin1String("format")) || !config.contains(QLatin1String("model_type")))
        return std::nullopt;
    QJsonObject scenario = QJsonDocument::fromJson(QByteArray::fromStdString(writeScenario(base))).object();
    scenario[QLatin1String("model")] = QJsonObject{{QStringLiteral("hf_config"), config}, {QStringLiteral("name"), name}};
    scenario[QLatin1String("title")] = name;
    const Result<Scenario> read = readScenario(QJsonDocument(scenario).toJson().toStdString());
    return read ? std::optional(*read) : std::nullopt;
}

} // namespace shardscape
