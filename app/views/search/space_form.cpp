// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/search/space_form.h"

#include "shell/translate.h"
#include "units/format.h"
#include "views/search/search_words.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace shardscape {

namespace {

/// The unit in which a person enters a limit, and what one of it is in the core's.
struct EntryUnit {
    QString name;
    double factor = 1;
};

EntryUnit entryUnit(PlanQuantity quantity)
{
    switch (quantity) {
    case PlanQuantity::StepTime: return {tr("s"), 1.0};
    case PlanQuantity::Ttft:
    case PlanQuantity::Tpot: return {tr("ms"), 1e-3};
    case PlanQuantity::MemoryHeadroom: return {tr("GiB"), 1024.0 * 1024.0 * 1024.0};
    case PlanQuantity::Energy: return {tr("J"), 1.0};
    case PlanQuantity::TokensPerGpu:
    case PlanQuantity::Gpus:
    case PlanQuantity::Cost:
    case PlanQuantity::Interactivity:
    case PlanQuantity::Concurrency:
    case PlanQuantity::OutputTokens: break;
    }
    return {};
}

bool isLimitOfDegree(const QString& text) { return text.startsWith(QLatin1String("<=")) || text.startsWith(QLatin1String(">=")); }

QString plain(QString text)
{
    text.replace(QStringLiteral("≤"), QStringLiteral("<=")).replace(QStringLiteral("≥"), QStringLiteral(">="));
    return text.remove(QLatin1Char(' '));
}

} // namespace

std::string limitText(PlanQuantity quantity, const QString& entered)
{
    QString text = plain(entered);
    const bool hasSign = isLimitOfDegree(text);
    const bool isMinimum = hasSign ? text.startsWith(QLatin1Char('>')) : isGain(quantity);
    if (hasSign)
        text.remove(0, 2);
    bool isNumber = false;
    const double value = QLocale().toDouble(text, &isNumber);
    if (!isNumber)
        return {};
    return std::string{toText(quantity)} + (isMinimum ? ">=" : "<=") + formatExact(value * entryUnit(quantity).factor);
}

SpaceForm::SpaceForm(QWidget* parent) : QWidget(parent), m_rows(new QFormLayout(this)), m_mustFit(new QCheckBox(tr("Only plans that fit"), this))
{
    setObjectName(QStringLiteral("spaceForm"));
    setAccessibleName(tr("Inputs and limits of the search"));
    m_rows->setContentsMargins(6, 4, 6, 4);
    m_rows->setVerticalSpacing(3);
    m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_mustFit->setChecked(true);
    m_mustFit->setToolTip(tr("Leaves out plans that need more memory than a GPU has"));
    connect(m_mustFit, &QCheckBox::toggled, this, &SpaceForm::changed);
}

void SpaceForm::setScenario(const Scenario& scenario)
{
    const bool training = scenario.workload.training() != nullptr;
    if (m_inputs.empty() || training != m_isTraining)
        rebuild(scenario);
    for (const PlanInput& input : planInputs(scenario))
        if (const auto row = m_inputs.find(std::string{input.key}); row != m_inputs.end())
            row->second.own = input.key == "balance" || input.key == "prefill_share" ? QString() : QString::fromStdString(input.value);
    if (const auto gpus = m_inputs.find("gpus"); gpus != m_inputs.end())
        gpus->second.own = QString::number(scenario.parallelism.worldSize());
}

void SpaceForm::rebuild(const Scenario& scenario)
{
    m_isTraining = scenario.workload.training() != nullptr;
    m_rows->removeWidget(m_mustFit); // stays alive
    while (m_rows->rowCount() > 0)
        m_rows->removeRow(0);
    m_inputs.clear();
    m_limits.clear();
    auto* head = new QLabel(tr("Limits (empty = none)"), this);
    m_rows->addRow(head);
    for (const auto& entry : EnumNames<PlanQuantity>::table)
        if (suits(entry.value, m_isTraining) && entry.value != PlanQuantity::Gpus)
            addLimit(entry.value);
    m_rows->addRow(m_mustFit);
    m_rows->addRow(new QLabel(tr("Inputs (empty = free)"), this));
    addInput({"gpus", "/parallelism", {}});
    for (const PlanInput& input : planInputs(scenario))
        addInput(input);
}

void SpaceForm::addInput(const PlanInput& input)
{
    const std::string key{input.key};
    auto* field = new QWidget(this);
    auto* layout = new QHBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* values = new QLineEdit(field);
    values->setObjectName(QStringLiteral("values.%1").arg(QString::fromStdString(key)));
    values->setPlaceholderText(key == "gpus" ? tr("all of the cluster") : tr("free"));
    values->setAccessibleName(tr("Allowed values of %1").arg(inputName(input.key)));
    values->setToolTip(tr("Values the search may take, apart by commas, or a limit such as <=8; empty = all that can be"));
    values->setMinimumWidth(12 * fontMetrics().averageCharWidth());
    auto* pin = new QToolButton(field);
    pin->setText(QStringLiteral("="));
    pin->setAutoRaise(true);
    pin->setObjectName(QStringLiteral("fix.%1").arg(QString::fromStdString(key)));
    pin->setAccessibleName(tr("Fix %1 to the present plan's").arg(inputName(input.key)));
    pin->setToolTip(pin->accessibleName());
    pin->setEnabled(key != "balance" && key != "prefill_share");
    layout->addWidget(values, 1);
    layout->addWidget(pin);
    m_rows->addRow(inputName(input.key), field);
    m_inputs[key] = {values, {}};
    connect(values, &QLineEdit::textChanged, this, &SpaceForm::changed);
    connect(pin, &QToolButton::clicked, this, [this, key] { m_inputs[key].values->setText(m_inputs[key].own); });
}

void SpaceForm::addLimit(PlanQuantity quantity)
{
    auto* field = new QWidget(this);
    auto* layout = new QHBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* value = new QLineEdit(field);
    value->setObjectName(QStringLiteral("limit.%1").arg(QString::fromUtf8(toText(quantity))));
    const QString unit = entryUnit(quantity).name;
    const QString sign = isGain(quantity) ? QStringLiteral("≥") : QStringLiteral("≤");
    value->setPlaceholderText(unit.isEmpty() ? sign : tr("%1 … %2").arg(sign, unit));
    value->setAccessibleName(isGain(quantity) ? tr("Least %1").arg(quantityName(quantity)) : tr("Most %1").arg(quantityName(quantity)));
    value->setToolTip(tr("A number; >= or <= before it says which side"));
    value->setMinimumWidth(10 * fontMetrics().averageCharWidth());
    auto* soft = new QCheckBox(tr("soft"), field);
    soft->setToolTip(tr("Plans beyond a soft limit stay, are marked, and come after those within"));
    soft->setAccessibleName(tr("The limit of %1 is soft").arg(quantityName(quantity)));
    layout->addWidget(value, 1);
    layout->addWidget(soft);
    m_rows->addRow(quantityName(quantity), field);
    m_limits[quantity] = {value, soft};
    connect(value, &QLineEdit::textChanged, this, &SpaceForm::changed);
    connect(soft, &QCheckBox::toggled, this, &SpaceForm::changed);
}

SearchSetup SpaceForm::setup() const
{
    SearchSetup setup;
    setup.mustFit = m_mustFit->isChecked();
    for (const auto& [key, row] : m_inputs) {
        const QString text = plain(row.values->text());
        if (isLimitOfDegree(text))
            setup.limits.push_back({key + text.toStdString(), false});
        else if (!text.isEmpty())
            setup.fixed.push_back(key + "=" + text.toStdString());
    }
    for (const auto& [quantity, row] : m_limits) {
        if (plain(row.value->text()).isEmpty())
            continue;
        const std::string text = limitText(quantity, row.value->text());
        setup.limits.push_back({text.empty() ? std::string{toText(quantity)} + row.value->text().toStdString() : text, row.soft->isChecked()});
    }
    return setup;
}

QString SpaceForm::words() const
{
    QStringList parts;
    for (const auto& [key, row] : m_inputs)
        if (!row.values->text().isEmpty())
            parts << tr("%1 %2").arg(inputName(key), row.values->text());
    for (const auto& [quantity, row] : m_limits) {
        if (row.value->text().isEmpty())
            continue;
        const QString text = plain(row.value->text());
        const QString sign = isLimitOfDegree(text) ? QString() : isGain(quantity) ? QStringLiteral("≥ ") : QStringLiteral("≤ ");
        parts << (row.soft->isChecked() ? tr("%1 %2%3 %4 (soft)") : tr("%1 %2%3 %4"))
                     .arg(quantityName(quantity), sign, row.value->text(), entryUnit(quantity).name)
                     .simplified();
    }
    if (!m_mustFit->isChecked())
        parts << tr("plans that do not fit stay");
    return parts.join(tr("; "));
}

} // namespace shardscape
