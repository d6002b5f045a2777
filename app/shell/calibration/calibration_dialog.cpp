// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/calibration/calibration_dialog.h"

#include "document/document.h"
#include "document/user_calibrations.h"
#include "shell/calibration/calibration_form.h"
#include "shell/command_registry.h"
#include "shell/text_color.h"
#include "shell/theme_manager.h"
#include "shell/translate.h"
#include "units/format.h"
#include "views/common/number_text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace shardscape {

namespace {

QString factorName(CalibrationFactor factor)
{
    switch (factor) {
    case CalibrationFactor::Gemm: return tr("Matrix products");
    case CalibrationFactor::MemoryBandwidth: return tr("Memory bandwidth");
    case CalibrationFactor::Link: return tr("Links");
    case CalibrationFactor::Overhead: return tr("Overhead");
    }
    return {};
}

/// A figure of the table in its own unit.
QString figureText(const std::string& key, double value)
{
    if (key == "memory_bytes")
        return memoryText(Bytes::fromBytes(value));
    if (key == "nccl_tests")
        return threeDigits(value);
    return key.ends_with("_seconds") ? timeText(Seconds::fromSeconds(value)) : countText(value);
}

QString figureName(const std::string& key)
{
    if (key == "step_seconds")
        return tr("Step time");
    if (key == "tokens_per_second_per_gpu")
        return tr("Tokens/s per GPU");
    if (key == "memory_bytes")
        return tr("Memory");
    if (key == "ttft_seconds")
        return tr("Time to first token");
    if (key == "tpot_seconds")
        return tr("Time per output token");
    return key == "nccl_tests" ? tr("nccl-tests, predicted/measured") : tr("Output tokens/s");
}

QTableWidget* makeTable(const QString& name, const QStringList& header, QWidget* parent)
{
    auto* table = new QTableWidget(0, static_cast<int>(header.size()), parent);
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(header);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setTabKeyNavigation(false);
    return table;
}

void setRow(QTableWidget& table, int row, const QStringList& cells)
{
    for (int column = 0; column < cells.size(); ++column) {
        auto* item = new QTableWidgetItem(cells[column]);
        item->setTextAlignment(column == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(cells[column]);
        table.setItem(row, column, item);
    }
}

QLabel* wrapping(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

CalibrationDialog::CalibrationDialog(AppContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_fitter(context.document.library())
{
    setWindowTitle(tr("Calibrate with a run of your own"));
    auto* layout = new QVBoxLayout(this);
    m_present = wrapping(this);
    layout->addWidget(m_present);
    auto* halves = new QHBoxLayout;
    halves->addWidget(makeInput(), 2);
    halves->addWidget(makeResult(), 3);
    layout->addLayout(halves, 1);
    m_message = wrapping(this);
    m_message->setAccessibleName(tr("State of the fit"));
    layout->addWidget(m_message);
    addButtons(*layout);
    resize(880, 480);

    connect(&m_fitter, &CalibrationFitter::fitted, this, [this](const auto& outcome) { showFit(*outcome); });
    connect(m_form, &CalibrationForm::edited, this, &CalibrationDialog::refit);
    connect(&context.document, &Document::scenarioChanged, this, [this] {
        showPresent();
        refit();
    });
    connect(&context.document, &Document::evaluationChanged, this, &CalibrationDialog::showPresent);
    if (const auto& present = context.document.scenario().calibration) {
        m_form->setMeasured(present->measured);
        m_name->setText(QString::fromStdString(present->name));
    }
    fillFactors(nullptr);
    showPresent();
    refit();
}

QWidget* CalibrationDialog::makeInput()
{
    auto* panel = new QWidget(this);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 8, 0);
    auto* heading = wrapping(panel);
    heading->setText(tr("What did the plan that is open measure?"));
    layout->addWidget(heading);
    m_form = new CalibrationForm(m_context.document.scenario().workload.training() != nullptr, panel);
    layout->addWidget(m_form);
    auto* form = new QFormLayout;
    m_name = new QLineEdit(panel);
    m_name->setAccessibleName(tr("Name of the calibration"));
    m_name->setPlaceholderText(tr("such as “our pods 2026-10”"));
    form->addRow(tr("Name"), m_name);
    m_presets = new QComboBox(panel);
    m_presets->setAccessibleName(tr("Saved calibrations"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    form->addRow(tr("Saved"), m_presets);
    layout->addLayout(form);
    layout->addStretch(1);
    connect(m_name, &QLineEdit::textEdited, this, &CalibrationDialog::refit);
    connect(m_presets, &QComboBox::activated, this, &CalibrationDialog::takePreset);
    listPresets();
    return panel;
}

QWidget* CalibrationDialog::makeResult()
{
    auto* panel = new QWidget(this);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    m_figures = makeTable(tr("Figures before and after"), {tr("Figure"), tr("Measured"), tr("Before"), tr("Error"), tr("After"), tr("Error")}, panel);
    m_factors = makeTable(tr("Factors"), {tr("Factor"), tr("Before"), tr("After"), tr("Allowed"), tr("Remark")}, panel);
    layout->addWidget(m_figures, 2);
    layout->addWidget(m_factors, 3);
    return panel;
}

void CalibrationDialog::addButtons(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    m_remove = new QPushButton(tr("&Remove calibration"), this);
    m_save = new QPushButton(tr("&Save for other scenarios"), this);
    m_apply = new QPushButton(tr("&Apply"), this);
    auto* close = new QPushButton(tr("&Close"), this);
    m_apply->setDefault(true);
    auto* undo = new QPushButton(tr("&Undo"), this);
    undo->setObjectName(QStringLiteral("undo"));
    row->addWidget(m_remove);
    row->addWidget(m_save);
    row->addWidget(undo);
    row->addStretch(1);
    row->addWidget(m_apply);
    row->addWidget(close);
    layout.addLayout(row);
    connect(m_remove, &QPushButton::clicked, this, &CalibrationDialog::remove);
    connect(m_save, &QPushButton::clicked, this, &CalibrationDialog::save);
    connect(m_apply, &QPushButton::clicked, this, &CalibrationDialog::apply);
    // The history is the shown sheet's, so it is asked for anew each time.
    const auto canUndo = [this, undo] { undo->setEnabled(m_context.document.undoStack().canUndo()); };
    connect(&m_context.document, &Document::scenarioChanged, undo, canUndo, Qt::QueuedConnection); // after the stack took the step
    connect(undo, &QPushButton::clicked, this, [this] { m_context.document.undoStack().undo(); });
    canUndo();
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

QString CalibrationDialog::message() const { return m_message->text(); }

Calibration CalibrationDialog::entered() const
{
    Calibration calibration;
    calibration.name = m_name->text().trimmed().toStdString();
    calibration.measured = m_form->measured();
    return calibration;
}

void CalibrationDialog::refit()
{
    m_ready.reset();
    m_apply->setEnabled(false);
    m_save->setEnabled(false);
    const QStringList unreadable = m_form->unreadable();
    setTextColor(*m_message, unreadable.isEmpty() ? m_context.theme.tokens().textMuted : m_context.theme.tokens().bad);
    if (!unreadable.isEmpty()) {
        m_message->setText(tr("✕ Not a positive number: %1").arg(unreadable.join(QStringLiteral(", "))));
        return;
    }
    if (m_form->measured() == MeasuredRun{}) {
        m_message->setText(tr("Enter what you measured; nothing is changed before you apply it."));
        fillFigures({});
        fillFactors(nullptr);
        return;
    }
    m_message->setText(tr("Fitting…"));
    m_fitter.request(m_context.document.scenario(), entered());
}

void CalibrationDialog::showFit(const CalibrationFitter::Outcome& outcome)
{
    if (!outcome) {
        setTextColor(*m_message, m_context.theme.tokens().bad);
        const Problem& problem = outcome.error().front();
        m_message->setText(tr("✕ %1 (%2)").arg(QString::fromStdString(problem.message), QString::fromStdString(problem.hint)));
        fillFigures({});
        fillFactors(nullptr);
        return;
    }
    Calibration ready = entered();
    ready.factors = outcome->fit.factors;
    ready.fittedOn = outcome->plan;
    m_ready = std::move(ready);
    fillFigures(outcome->figures);
    fillFactors(&outcome->fit);
    setTextColor(*m_message, m_context.theme.tokens().textMuted);
    m_message->setText(tr("Fitted on %1. Apply changes all figures and marks them as calibrated.").arg(QString::fromStdString(outcome->plan)));
    m_apply->setEnabled(true);
    m_save->setEnabled(!m_ready->name.empty());
    m_save->setToolTip(m_ready->name.empty() ? tr("Give the calibration a name first.") : QString());
}

void CalibrationDialog::fillFigures(const std::vector<CalibratedFigure>& figures)
{
    m_figures->setRowCount(static_cast<int>(figures.size()));
    for (int row = 0; row < static_cast<int>(figures.size()); ++row) {
        const CalibratedFigure& f = figures[static_cast<std::size_t>(row)];
        setRow(*m_figures, row, {figureName(f.key), figureText(f.key, f.measured), figureText(f.key, f.before), changeText(f.measured, f.before),
                                 figureText(f.key, f.after), changeText(f.measured, f.after)});
    }
}

void CalibrationDialog::fillFactors(const CalibrationFit* fit)
{
    const QLocale locale;
    m_factors->setRowCount(static_cast<int>(calibrationFactorCount) + 1);
    for (int row = 0; row < static_cast<int>(calibrationFactorCount); ++row) {
        const auto i = static_cast<std::size_t>(row);
        const auto factor = static_cast<CalibrationFactor>(row);
        const FactorBounds bounds = factorBounds(factor);
        const QString after = fit ? locale.toString(fit->factors[factor], 'f', 3) : QStringLiteral("–");
        const QString remark = !fit ? QString() : fit->atBound[i] ? tr("⚠ at its bound") : fit->moved[i] ? QString() : tr("not determined");
        setRow(*m_factors, row, {factorName(factor), locale.toString(1.0, 'f', 3), after,
                                 QStringLiteral("%1–%2").arg(locale.toString(bounds.low), locale.toString(bounds.high)), remark});
    }
    setRow(*m_factors, static_cast<int>(calibrationFactorCount),
           {tr("Extra memory"), memoryText(Bytes{}), fit ? memoryText(fit->factors.extraMemory) : QStringLiteral("–"), {}, {}});
}

void CalibrationDialog::apply()
{
    if (!m_ready)
        return;
    Scenario after = m_context.document.scenario();
    after.calibration = *m_ready;
    m_context.document.edit(tr("Calibrate with %1").arg(m_ready->name.empty() ? tr("a run") : QString::fromStdString(m_ready->name)), after);
}

void CalibrationDialog::remove()
{
    Scenario after = m_context.document.scenario();
    after.calibration.reset();
    m_context.document.edit(tr("Remove the calibration"), after);
}

void CalibrationDialog::save()
{
    if (!m_ready)
        return;
    const auto saved = saveCalibration(*m_ready);
    setTextColor(*m_message, saved ? m_context.theme.tokens().textMuted : m_context.theme.tokens().bad);
    m_message->setText(saved ? tr("Saved as “%1”.").arg(QString::fromStdString(m_ready->name))
                             : tr("✕ %1 (%2)").arg(QString::fromStdString(saved.error().front().message), QString::fromStdString(saved.error().front().hint)));
    if (saved)
        listPresets();
}

void CalibrationDialog::listPresets()
{
    UserCalibrations found = loadCalibrations();
    m_known = std::move(found.calibrations);
    m_presets->clear();
    m_presets->addItem(m_known.empty() ? tr("none yet") : tr("choose one to apply it"));
    for (const Calibration& each : m_known)
        m_presets->addItem(QString::fromStdString(each.name));
    m_presets->setEnabled(!m_known.empty());
    QStringList broken;
    for (const Problem& problem : found.problems)
        broken << QString::fromStdString(problem.path + ": " + problem.message);
    m_presets->setToolTip(broken.join(QLatin1Char('\n')));
}

void CalibrationDialog::takePreset(int index)
{
    if (index < 1 || index > static_cast<int>(m_known.size()))
        return;
    const Calibration chosen = m_known[static_cast<std::size_t>(index - 1)];
    Scenario after = m_context.document.scenario();
    after.calibration = chosen;
    m_context.document.edit(tr("Calibrate with %1").arg(QString::fromStdString(chosen.name)), after);
}

void CalibrationDialog::showPresent()
{
    const auto& present = m_context.document.scenario().calibration;
    const bool applied = present && present->factors;
    m_remove->setEnabled(present.has_value());
    m_present->setText(applied ? tr("This scenario is calibrated%1%2.")
                                     .arg(present->name.empty() ? QString() : tr(" with “%1”").arg(QString::fromStdString(present->name)),
                                          present->fittedOn.empty() ? QString() : tr(", fitted on %1").arg(QString::fromStdString(present->fittedOn)))
                               : tr("This scenario is not calibrated: its figures rest on the presets."));
}

void addCalibrationCommand(AppContext& context, QWidget& window)
{
    context.commands.add({.id = QStringLiteral("scenario.calibrate"),
                          .text = CalibrationDialog::tr("&Calibrate…"),
                          .shortcut = QKeySequence(Qt::CTRL | Qt::Key_K),
                          .help = CalibrationDialog::tr("Fits efficiency factors to what a run of your own measured."),
                          .icon = {}},
                         &window, [&context, &window](bool) {
                             auto* dialog = new CalibrationDialog(context, &window);
                             dialog->setAttribute(Qt::WA_DeleteOnClose);
                             dialog->show();
                         });
}

} // namespace shardscape
