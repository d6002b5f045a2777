// SPDX-License-Identifier: GPL-3.0-or-later
// The computed answer laid over a prediction: two bars on one scale, and the range that counts as right. GUI thread only.
#pragma once

#include "shell/tokens.h"

#include <QWidget>

namespace shardscape {

class PredictionBars : public QWidget {
    Q_OBJECT
public:
    explicit PredictionBars(QWidget* parent = nullptr);

    struct Values {
        double prediction = 0;
        double answer = 0;
        double tolerance = 0; ///< relative
        QString predictionText, answerText;
    };
    void show(const Values& values, const Tokens& tokens);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Values m_values;
    Tokens m_tokens;
};

} // namespace shardscape
