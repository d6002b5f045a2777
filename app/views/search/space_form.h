// SPDX-License-Identifier: GPL-3.0-or-later
// What a person fixes, frees and limits in a search: one row an input with the values it may take (empty = free), one row a quantity with
// its limit, hard or soft. Knows neither document nor search. GUI thread only.
#pragma once

#include "search/plan_inputs.h"
#include "search/search_setup.h"

#include <QWidget>

#include <map>

class QCheckBox;
class QFormLayout;
class QLineEdit;

namespace shardscape {

class SpaceForm : public QWidget {
    Q_OBJECT
public:
    explicit SpaceForm(QWidget* parent = nullptr);

    /// Shows the inputs of a scenario's kind of workload; texts of inputs that stay are kept.
    void setScenario(const Scenario& scenario);
    /// Objectives and threads are left as they are by default.
    [[nodiscard]] SearchSetup setup() const;
    /// What is fixed and limited, in words; empty where all is free.
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void changed();

private:
    struct InputRow {
        QLineEdit* values = nullptr;
        QString own; ///< the scenario's value
    };
    struct LimitRow {
        QLineEdit* value = nullptr;
        QCheckBox* soft = nullptr;
    };
    void addInput(const PlanInput& input);
    void addLimit(PlanQuantity quantity);
    void rebuild(const Scenario& scenario);

    QFormLayout* m_rows;
    QCheckBox* m_mustFit;
    bool m_isTraining = true;
    std::map<std::string, InputRow> m_inputs;
    std::map<PlanQuantity, LimitRow> m_limits;
};

/// A limit as a person writes it, in the unit its row names ("50", "<= 50", ">= 4"), as the core's text; empty where it cannot be read.
[[nodiscard]] std::string limitText(PlanQuantity quantity, const QString& text);

} // namespace shardscape
