// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/calibration/calibration_form.h"

#include "units/format.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>

#include <array>
#include <cmath>

namespace shardscape {

namespace {

struct FieldText {
    const char* key;
    const char* label;
    std::optional<double> MeasuredRun::*member;
    double unit;
    bool training;
};

constexpr double gib = 1024.0 * 1024.0 * 1024.0;

constexpr std::array<FieldText, 6> texts{
    {{"step_seconds", QT_TRANSLATE_NOOP("CalibrationForm", "Step time, s"), &MeasuredRun::stepSeconds, 1.0, true},
     {"tokens_per_second_per_gpu", QT_TRANSLATE_NOOP("CalibrationForm", "Tokens/s per GPU"), &MeasuredRun::tokensPerSecondPerGpu, 1.0, true},
     {"memory_bytes", QT_TRANSLATE_NOOP("CalibrationForm", "Memory of the fullest GPU, GiB"), &MeasuredRun::memoryBytes, gib, true},
     {"ttft_seconds", QT_TRANSLATE_NOOP("CalibrationForm", "Time to first token, ms"), &MeasuredRun::ttftSeconds, 1e-3, false},
     {"tpot_seconds", QT_TRANSLATE_NOOP("CalibrationForm", "Time per output token, ms"), &MeasuredRun::tpotSeconds, 1e-3, false},
     {"output_tokens_per_second", QT_TRANSLATE_NOOP("CalibrationForm", "Output tokens/s"), &MeasuredRun::outputTokensPerSecond, 1.0, false}}};

/// A positive number, in the user's locale or with a decimal point; nothing otherwise.
std::optional<double> numberOf(const QString& text)
{
    bool ok = false;
    double value = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok)
        value = QLocale::c().toDouble(text.trimmed(), &ok);
    return ok && value > 0 && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

} // namespace

CalibrationForm::CalibrationForm(bool training, QWidget* parent) : QWidget(parent), m_nccl(new QPlainTextEdit(this))
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    for (const FieldText& text : texts) {
        if (text.training != training)
            continue;
        auto* edit = new QLineEdit(this);
        edit->setObjectName(QString::fromLatin1(text.key));
        edit->setAccessibleName(tr(text.label));
        edit->setPlaceholderText(tr("not measured"));
        edit->setAlignment(Qt::AlignRight);
        connect(edit, &QLineEdit::textEdited, this, &CalibrationForm::edited);
        form->addRow(tr(text.label), edit);
        m_fields.push_back({tr(text.label), text.member, text.unit, edit});
    }
    m_nccl->setAccessibleName(tr("Output of nccl-tests"));
    m_nccl->setPlaceholderText(tr("Paste the output of all_reduce_perf or its siblings"));
    m_nccl->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_nccl->setTabChangesFocus(true);
    m_nccl->setFixedHeight(4 * fontMetrics().lineSpacing());
    form->addRow(tr("nccl-tests"), m_nccl);
    connect(m_nccl, &QPlainTextEdit::textChanged, this, &CalibrationForm::edited);
}

void CalibrationForm::setMeasured(const MeasuredRun& measured)
{
    const QSignalBlocker quiet(this);
    for (const Field& field : m_fields) {
        const std::optional<double>& value = measured.*field.member;
        field.edit->setText(value ? QString::fromStdString(formatExact(*value / field.unit)) : QString());
    }
    m_nccl->setPlainText(QString::fromStdString(measured.ncclTests));
}

MeasuredRun CalibrationForm::measured() const
{
    MeasuredRun measured;
    for (const Field& field : m_fields)
        if (const auto number = numberOf(field.edit->text()))
            measured.*field.member = *number * field.unit;
    measured.ncclTests = m_nccl->toPlainText().trimmed().isEmpty() ? std::string{} : m_nccl->toPlainText().toStdString();
    return measured;
}

QStringList CalibrationForm::unreadable() const
{
    QStringList labels;
    for (const Field& field : m_fields)
        if (!field.edit->text().trimmed().isEmpty() && !numberOf(field.edit->text()))
            labels << field.label;
    return labels;
}

QLineEdit* CalibrationForm::field(const QString& key) const { return findChild<QLineEdit*>(key); }

} // namespace shardscape
