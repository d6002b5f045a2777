// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/exchange/import_dialog.h"

#include "document/document.h"
#include "shell/calibration/calibration_dialog.h"
#include "shell/calibration/calibration_form.h"
#include "shell/command_registry.h"
#include "shell/exchange/paste_edit.h"
#include "shell/text_color.h"
#include "shell/theme_manager.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <chrono>

namespace shardscape {

namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

/// Whether a log's figures are of the kind of workload that a scenario has.
bool canCalibrate(const MeasuredRun& measured, const Scenario& scenario)
{
    const bool training = measured.stepSeconds || measured.tokensPerSecondPerGpu || measured.memoryBytes;
    const bool serving = measured.ttftSeconds || measured.tpotSeconds || measured.outputTokensPerSecond;
    return measured != MeasuredRun{} && (!training || scenario.workload.training() != nullptr) &&
           (!serving || scenario.workload.inference() != nullptr);
}

} // namespace

ImportDialog::ImportDialog(AppContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_reader(context.document.library()), m_input(new PasteEdit(this)), m_message(new QLabel(this)),
      m_findings(new QTreeWidget(this))
{
    setWindowTitle(tr("Import"));
    setAcceptDrops(true);
    m_input->setAccessibleName(tr("Text to import"));
    m_input->setPlaceholderText(tr("Paste or drop a launch command, a config.json, what nvidia-smi prints, a log of Megatron-LM or vLLM, "
                                   "nccl-tests, a scenario or a report. Nothing of it is run."));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAccessibleName(tr("What was read"));
    m_findings->setAccessibleName(tr("Understood, assumed and ignored"));
    m_findings->setHeaderLabels({tr("In the text"), tr("Value"), tr("Meaning")});
    m_findings->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_findings->setWordWrap(true);
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(m_input);
    parts->addWidget(m_findings);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    parts->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(parts, 1);
    layout->addWidget(m_message);
    addButtons(*layout);
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(150));
    connect(&m_delay, &QTimer::timeout, this, &ImportDialog::read);
    connect(m_input, &PasteEdit::changed, this, [this] {
        m_ready.reset();
        m_apply->setEnabled(false);
        m_calibrate->setEnabled(false);
        m_delay.start();
    });
    connect(&m_reader, &IntakeReader::finished, this, [this](const auto& outcome) { showOutcome(*outcome); });
    say(tr("Nothing is changed before you apply it."), false);
    resize(860, 620);
}

void ImportDialog::addButtons(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    auto* file = new QPushButton(tr("Choose a &file…"), this);
    m_calibrate = new QPushButton(tr("&Calibrate…"), this);
    m_calibrate->setToolTip(tr("Applies what the log says about its run and opens the calibration with what it measured."));
    m_apply = new QPushButton(tr("&Apply"), this);
    auto* close = new QPushButton(tr("Cl&ose"), this);
    for (QPushButton* button : {m_apply, m_calibrate})
        button->setEnabled(false);
    m_apply->setDefault(true);
    row->addWidget(file);
    row->addStretch(1);
    row->addWidget(m_calibrate);
    row->addWidget(m_apply);
    row->addWidget(close);
    layout.addLayout(row);
    connect(file, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(m_calibrate, &QPushButton::clicked, this, &ImportDialog::calibrate);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (apply())
            accept();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

QString ImportDialog::message() const { return m_message->text(); }

void ImportDialog::say(const QString& sentence, bool bad)
{
    const Tokens& tokens = m_context.theme.tokens();
    setTextColor(*m_message, bad ? tokens.bad : tokens.textMuted);
    m_message->setText(sentence);
}

void ImportDialog::takeText(const QString& text) { m_input->take(text); }

void ImportDialog::takeFile(const QString& path) { m_input->setFile(path); }

void ImportDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import a file"));
    if (!path.isEmpty())
        m_input->setFile(path);
}

void ImportDialog::read()
{
    const Scenario& base = m_context.document.scenario();
    m_findings->clear();
    if (!m_input->file().isEmpty())
        m_reader.readFile(m_input->file(), base);
    else if (const std::string pasted = m_input->text(); pasted.empty())
        return say(tr("Nothing is changed before you apply it."), false);
    else
        m_reader.readText(pasted, base);
    say(tr("Reading…"), false);
}

void ImportDialog::list(const QString& group, const std::vector<LaunchItem>& items)
{
    if (items.empty())
        return;
    auto* top = new QTreeWidgetItem(m_findings, {tr("%1 (%2)").arg(group).arg(items.size())});
    top->setFirstColumnSpanned(true);
    QFont bold = m_findings->font();
    bold.setBold(true);
    top->setFont(0, bold);
    for (const LaunchItem& item : items) {
        auto* row = new QTreeWidgetItem(top, {text(item.flag), text(item.value), text(item.meaning)});
        row->setToolTip(1, text(item.value));
        row->setToolTip(2, text(item.meaning));
    }
    top->setExpanded(true);
}

void ImportDialog::listProblems(const Problems& problems)
{
    std::vector<LaunchItem> items;
    for (const Problem& problem : problems)
        items.push_back({problem.path, {}, problem.message + (problem.hint.empty() ? "" : " — " + problem.hint)});
    list(tr("✕ Problems"), items);
}

void ImportDialog::showOutcome(const IntakeReader::Outcome& outcome)
{
    if (m_delay.isActive())
        return; // a newer text is about to be read
    m_findings->clear();
    if (!outcome) {
        const Problem& first = outcome.error().front();
        say(tr("✕ Nothing is applied: %1").arg(text(first.message)), true);
        listProblems(outcome.error());
    } else {
        m_ready = *outcome;
        list(tr("✓ Understood"), m_ready->report.understood);
        list(tr("≈ Assumed"), m_ready->report.assumed);
        list(tr("– Ignored"), m_ready->report.ignored);
        const bool measured = m_ready->measured != MeasuredRun{};
        const bool fits = canCalibrate(m_ready->measured, m_ready->scenario.value_or(m_context.document.scenario()));
        m_apply->setEnabled(m_ready->scenario.has_value());
        m_calibrate->setEnabled(fits);
        say(measured && !fits ? tr("%1. It measured another kind of work than the scenario at hand does: open the scenario of that run first.")
                                    .arg(text(m_ready->source))
            : measured ? tr("%1. It holds measurements: calibrate with them, or see first what was assumed.").arg(text(m_ready->source))
                       : tr("%1. See what was assumed, then apply; that is one step of the history.").arg(text(m_ready->source)),
            measured && !fits);
    }
    for (const int column : {0, 1}) {
        m_findings->resizeColumnToContents(column);
        m_findings->setColumnWidth(column, std::min(m_findings->columnWidth(column), m_findings->viewport()->width() * 2 / 5));
    }
}

bool ImportDialog::apply()
{
    if (!m_ready || !m_ready->scenario)
        return false;
    m_context.document.edit(tr("Import of %1").arg(text(m_ready->source)), *m_ready->scenario);
    return true;
}

void ImportDialog::calibrate()
{
    if (!m_ready)
        return;
    const MeasuredRun measured = m_ready->measured;
    apply();
    auto* dialog = new CalibrationDialog(m_context, parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->form().setMeasured(measured);
    Q_EMIT dialog->form().edited(); // fit at once
    dialog->show();
    accept();
}

void ImportDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasText() || event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent* event)
{
    const QMimeData& dropped = *event->mimeData();
    event->acceptProposedAction();
    if (dropped.hasUrls() && dropped.urls().front().isLocalFile())
        takeFile(dropped.urls().front().toLocalFile());
    else
        takeText(dropped.text());
}

ImportDialog* openImport(AppContext& context, QWidget& window)
{
    auto* dialog = new ImportDialog(context, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

void addImportCommand(AppContext& context, QWidget& window)
{
    context.commands.add({.id = QStringLiteral("edit.import"),
                          .text = ImportDialog::tr("&Import…"),
                          .shortcut = QKeySequence(Qt::CTRL | Qt::Key_I),
                          .help = ImportDialog::tr("Reads a pasted or dropped command, log or file and shows what it understood before it applies it."),
                          .icon = {}},
                         &window, [&context, &window](bool) { openImport(context, window); });
}

} // namespace shardscape
