// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/exchange/launch_dialog.h"

#include "document/document.h"
#include "document/text_file.h"
#include "shell/command_registry.h"
#include "shell/text_color.h"
#include "shell/theme_manager.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace shardscape {

namespace {

/// Ending of the file that an engine reads.
QString suffixOf(LaunchTarget target)
{
    switch (target) {
    case LaunchTarget::TorchTitan: return QStringLiteral(".toml");
    case LaunchTarget::DeepSpeed: return QStringLiteral(".json");
    case LaunchTarget::Vllm:
    case LaunchTarget::SgLang:
    case LaunchTarget::TensorRtLlm:
    case LaunchTarget::Megatron:
    case LaunchTarget::MegatronBridge: break;
    case LaunchTarget::Slurm: return QStringLiteral(".sbatch");
    }
    return QStringLiteral(".sh");
}

} // namespace

LaunchDialog::LaunchDialog(AppContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_engines(new QComboBox(this)), m_text(new QPlainTextEdit(this)), m_message(new QLabel(this)),
      m_copy(new QPushButton(tr("&Copy"), this)), m_save(new QPushButton(tr("&Save…"), this))
{
    setWindowTitle(tr("Launch this plan"));
    const bool training = context.document.scenario().workload.training() != nullptr;
    for (const LaunchTarget each : launchTargets(training))
        m_engines->addItem(QString::fromStdString(std::string{launchVersion(each)}), static_cast<int>(each));
    m_engines->setAccessibleName(tr("Engine"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Command or configuration"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAccessibleName(tr("What the engine cannot say"));
    auto* head = new QHBoxLayout;
    auto* label = new QLabel(tr("&Engine:"), this);
    label->setBuddy(m_engines);
    head->addWidget(label);
    head->addWidget(m_engines);
    head->addStretch(1);
    auto* row = new QHBoxLayout;
    auto* close = new QPushButton(tr("Cl&ose"), this);
    row->addStretch(1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    row->addWidget(close);
    m_copy->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(head);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_message);
    layout->addLayout(row);
    connect(m_engines, &QComboBox::currentIndexChanged, this, &LaunchDialog::refresh);
    connect(&context.document, &Document::scenarioChanged, this, &LaunchDialog::refresh);
    connect(m_copy, &QPushButton::clicked, this, &LaunchDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &LaunchDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    resize(780, 520);
    refresh();
}

LaunchTarget LaunchDialog::target() const { return static_cast<LaunchTarget>(m_engines->currentData().toInt()); }

QString LaunchDialog::text() const { return m_text->toPlainText(); }

QString LaunchDialog::message() const { return m_message->text(); }

void LaunchDialog::refresh()
{
    const Document& document = m_context.document;
    const Tokens& tokens = m_context.theme.tokens();
    const auto inputs = document.library().resolve(document.scenario());
    const Result<LaunchText> launch = inputs ? exportLaunch(document.scenario(), *inputs, target()) : Result<LaunchText>{failure(inputs.error())};
    for (QPushButton* button : {m_copy, m_save})
        button->setEnabled(launch.has_value());
    setTextColor(*m_message, launch ? tokens.textMuted : tokens.bad);
    if (!launch) {
        m_text->clear();
        m_message->setText(tr("✕ %1 (%2)").arg(QString::fromStdString(launch.error().front().message), QString::fromStdString(launch.error().front().hint)));
        return;
    }
    m_text->setPlainText(QString::fromStdString(launch->text));
    m_message->setText(launch->gaps.empty() ? tr("The engine can say all of this plan.")
                                            : tr("⚠ What the engine cannot say stands in the text as comments: %1.").arg(launch->gaps.size()));
}

void LaunchDialog::copy()
{
    QGuiApplication::clipboard()->setText(text());
    m_message->setText(tr("Copied."));
}

bool LaunchDialog::saveTo(const QString& path)
{
    const Result<void> written = writeTextFile(path, text().toStdString());
    setTextColor(*m_message, written ? m_context.theme.tokens().textMuted : m_context.theme.tokens().bad);
    m_message->setText(written ? tr("Written to %1").arg(QDir::toNativeSeparators(path))
                               : tr("✕ %1").arg(QString::fromStdString(written.error().front().message)));
    return written.has_value();
}

void LaunchDialog::save()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the launch text"), QStringLiteral("launch") + suffixOf(target()));
    if (!path.isEmpty())
        saveTo(path);
}

void addLaunchCommand(AppContext& context, QWidget& window)
{
    context.commands.add({.id = QStringLiteral("file.export_launch"),
                          .text = LaunchDialog::tr("Export &launch flags…"),
                          .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
                          .help = LaunchDialog::tr("Writes the command or configuration with which vLLM, Megatron-LM and others run this plan."),
                          .icon = {}},
                         &window, [&context, &window](bool) {
                             auto* dialog = new LaunchDialog(context, &window);
                             dialog->setAttribute(Qt::WA_DeleteOnClose);
                             dialog->show();
                         });
}

} // namespace shardscape
