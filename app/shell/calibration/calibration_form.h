// SPDX-License-Identifier: GPL-3.0-or-later
// The measured figures of a run as input fields: those of the scenario's kind of workload, and lines of nccl-tests. GUI thread only.
#pragma once

#include "plan/calibration.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLineEdit;
class QPlainTextEdit;

namespace shardscape {

class CalibrationForm : public QWidget {
    Q_OBJECT
public:
    explicit CalibrationForm(bool training, QWidget* parent = nullptr);

    void setMeasured(const MeasuredRun& measured);
    [[nodiscard]] MeasuredRun measured() const;
    /// Fields that hold no number, by their labels.
    [[nodiscard]] QStringList unreadable() const;
    [[nodiscard]] QLineEdit* field(const QString& key) const; ///< by the key in the scenario file, or null

Q_SIGNALS:
    void edited();

private:
    struct Field {
        QString label;
        std::optional<double> MeasuredRun::*member;
        double unit; ///< of the field's text in the member's unit
        QLineEdit* edit;
    };
    std::vector<Field> m_fields;
    QPlainTextEdit* m_nccl;
};

} // namespace shardscape
