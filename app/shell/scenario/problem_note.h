// SPDX-License-Identifier: GPL-3.0-or-later
// A problem where it belongs: icon, sentence and way out, in the color of its severity and in words. GUI thread only.
#pragma once

#include "shell/tokens.h"
#include "units/result.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace shardscape {

/// "Error", "Warning" or "Note".
[[nodiscard]] QString severityText(Severity severity);
[[nodiscard]] QString severityIcon(Severity severity);
[[nodiscard]] QColor severityColor(Severity severity, const Tokens& tokens);

/// One value that would help, as a button.
struct Offer {
    QString text;
    int value = 0;
    bool operator==(const Offer&) const = default;
};

class ProblemNote : public QWidget {
    Q_OBJECT
public:
    explicit ProblemNote(QWidget* parent = nullptr);

    /// Shows the problems and hides itself when there are none. Offers follow the text as buttons.
    void setProblems(const Problems& problems, const std::vector<Offer>& offers, const Tokens& tokens);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void offerChosen(int value);

private:
    void setOffers(const std::vector<Offer>& offers);

    QLabel* m_icon;
    QLabel* m_text;
    QWidget* m_offers;
    QHBoxLayout* m_offerLayout;
    std::vector<Offer> m_shownOffers;
};

} // namespace shardscape
