// SPDX-License-Identifier: GPL-3.0-or-later
// The line that is always visible: "tp 8 × pp 2 × dp 4 = 64 of 64 GPUs", with icon and words when ranks and GPUs do not match, and the
// degree that would make them match. GUI thread only.
#pragma once

#include "shell/scenario/field_spec.h"
#include "shell/tokens.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace shardscape {

/// How the degrees meet the cluster.
struct ProductText {
    enum class State : unsigned char { Unknown, Match, Idle, TooMany };
    State state = State::Unknown;
    QString equation;                 ///< degrees of 1 are left out, but one factor always stands
    QString verdict;                  ///< empty when all GPUs are used
    std::optional<int> fittingDegree; ///< data-parallel degree that would use every GPU, where there is one and it is another
};

[[nodiscard]] ProductText productText(const Parallelism& parallelism, int gpus);

class ProductLine : public QWidget {
    Q_OBJECT
public:
    explicit ProductLine(QWidget* parent = nullptr);

    void show(const ProductText& text, const Tokens& tokens);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void dataDegreeChosen(int degree);

private:
    QLabel* m_icon;
    QLabel* m_equation;
    QLabel* m_verdict;
    QPushButton* m_fix;
    std::optional<int> m_degree;
};

} // namespace shardscape
