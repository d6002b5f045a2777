// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/problem_note.h"

#include "shell/resources.h"
#include "shell/text_color.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace shardscape {

namespace {
constexpr int iconSide = 14;
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Error: return ProblemNote::tr("Error");
    case Severity::Warning: return ProblemNote::tr("Warning");
    case Severity::Info: return ProblemNote::tr("Note");
    }
    return {};
}

QString severityIcon(Severity severity)
{
    switch (severity) {
    case Severity::Error: return QStringLiteral("error");
    case Severity::Warning: return QStringLiteral("warning");
    case Severity::Info: return QStringLiteral("info");
    }
    return {};
}

QColor severityColor(Severity severity, const Tokens& tokens)
{
    switch (severity) {
    case Severity::Error: return tokens.bad;
    case Severity::Warning: return tokens.warning;
    case Severity::Info: return tokens.textMuted;
    }
    return tokens.text;
}

ProblemNote::ProblemNote(QWidget* parent) : QWidget{parent}, m_icon{new QLabel(this)}, m_text{new QLabel(this)}, m_offers{new QWidget(this)}
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setHorizontalSpacing(6);
    layout->setVerticalSpacing(3);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_text, 0, 1);
    layout->addWidget(m_offers, 1, 1);
    layout->setColumnStretch(1, 1);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setAccessibleName(tr("Problem"));
    m_icon->setAccessibleName(tr("Severity"));
    m_offerLayout = new QHBoxLayout(m_offers);
    m_offerLayout->setContentsMargins(0, 0, 0, 0);
    m_offerLayout->addStretch(1);
    m_offers->hide();
    hide();
}

QString ProblemNote::text() const { return isHidden() ? QString() : m_text->text(); }

void ProblemNote::setProblems(const Problems& problems, const std::vector<Offer>& offers, const Tokens& tokens)
{
    if (problems.empty()) {
        setOffers({});
        hide();
        return;
    }
    const auto worst =
        std::min_element(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) { return a.severity < b.severity; });
    QStringList lines;
    for (const Problem& problem : problems) {
        QString line = QString::fromStdString(problem.message);
        if (!problem.hint.empty())
            line += QStringLiteral(" → ") + QString::fromStdString(problem.hint);
        lines << line;
    }
    m_text->setText(lines.join(QLatin1Char('\n')));
    setTextColor(*m_text, severityColor(worst->severity, tokens));
    m_icon->setPixmap(tintedPixmap(severityIcon(worst->severity), severityColor(worst->severity, tokens), iconSide, devicePixelRatioF()));
    m_icon->setAccessibleDescription(severityText(worst->severity));
    m_icon->setToolTip(severityText(worst->severity));
    setOffers(offers);
    show();
}

void ProblemNote::setOffers(const std::vector<Offer>& offers)
{
    if (offers == m_shownOffers)
        return; // a button must not vanish under the mouse because of an unrelated evaluation
    m_shownOffers = offers;
    while (m_offerLayout->count() > 1) {
        QLayoutItem* item = m_offerLayout->takeAt(0);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Offer& offer : offers) {
        auto* button = new QPushButton(offer.text, m_offers);
        button->setAccessibleName(offer.text);
        button->setObjectName(QStringLiteral("offer%1").arg(offer.value));
        connect(button, &QPushButton::clicked, this, [this, value = offer.value] { Q_EMIT offerChosen(value); });
        m_offerLayout->insertWidget(m_offerLayout->count() - 1, button);
    }
    m_offers->setVisible(!offers.empty());
}

} // namespace shardscape
