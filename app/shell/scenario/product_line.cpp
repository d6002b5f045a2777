// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/product_line.h"

#include "shell/resources.h"
#include "shell/text_color.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace shardscape {

namespace {

constexpr int iconSide = 16;

QString factors(const Parallelism& p)
{
    QStringList parts;
    for (const auto& [name, degree] : {std::pair{"tp", p.tp}, std::pair{"cp", p.cp}, std::pair{"pp", p.pp}, std::pair{"dp", p.dp}})
        if (degree != 1)
            parts << QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(degree);
    return parts.isEmpty() ? QStringLiteral("tp 1") : parts.join(QStringLiteral(" × "));
}

QString iconOf(ProductText::State state)
{
    switch (state) {
    case ProductText::State::Unknown: return QStringLiteral("info");
    case ProductText::State::Match: return QStringLiteral("ok");
    case ProductText::State::Idle: return QStringLiteral("warning");
    case ProductText::State::TooMany: return QStringLiteral("error");
    }
    return {};
}

QColor colorOf(ProductText::State state, const Tokens& tokens)
{
    switch (state) {
    case ProductText::State::Unknown: return tokens.textMuted;
    case ProductText::State::Match: return tokens.good;
    case ProductText::State::Idle: return tokens.warning;
    case ProductText::State::TooMany: return tokens.bad;
    }
    return tokens.text;
}

} // namespace

ProductText productText(const Parallelism& p, int gpus)
{
    const QLocale locale;
    const long long world = p.worldSize();
    ProductText text;
    if (gpus < 1) {
        text.equation = ProductLine::tr("%1 = %2 GPUs").arg(factors(p), locale.toString(world));
        return text;
    }
    text.equation = ProductLine::tr("%1 = %2 of %3 GPUs").arg(factors(p), locale.toString(world), locale.toString(gpus));
    text.state = world == gpus ? ProductText::State::Match : world < gpus ? ProductText::State::Idle : ProductText::State::TooMany;
    if (world < gpus)
        text.verdict = ProductLine::tr("GPUs that stay idle: %1").arg(locale.toString(gpus - world));
    else if (world > gpus)
        text.verdict = ProductLine::tr("The cluster has too few GPUs for these degrees.");
    const Parallelism replica{.tp = p.tp, .cp = p.cp, .pp = p.pp};
    const long long perReplica = replica.worldSize();
    if (world != gpus && perReplica <= gpus && gpus % perReplica == 0)
        text.fittingDegree = static_cast<int>(gpus / perReplica);
    return text;
}

ProductLine::ProductLine(QWidget* parent)
    : QWidget{parent}, m_icon{new QLabel(this)}, m_equation{new QLabel(this)}, m_verdict{new QLabel(this)}, m_fix{new QPushButton(this)}
{
    setAccessibleName(tr("Product of the degrees"));
    m_icon->setAccessibleName(tr("Match of degrees and GPUs"));
    m_equation->setAccessibleName(tr("Product of the degrees"));
    m_verdict->setAccessibleName(tr("Match of degrees and GPUs"));
    QFont bold = font();
    bold.setBold(true);
    m_equation->setFont(bold);
    m_equation->setWordWrap(true);
    m_verdict->setWordWrap(true);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 2, 0, 4);
    layout->setHorizontalSpacing(6);
    layout->setVerticalSpacing(3);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_equation, 0, 1);
    layout->addWidget(m_verdict, 1, 1);
    layout->addWidget(m_fix, 2, 1, Qt::AlignLeft);
    layout->setColumnStretch(1, 1);
    connect(m_fix, &QPushButton::clicked, this, [this] { Q_EMIT dataDegreeChosen(m_degree.value_or(1)); });
}

void ProductLine::show(const ProductText& text, const Tokens& tokens)
{
    const QColor color = colorOf(text.state, tokens);
    m_icon->setPixmap(tintedPixmap(iconOf(text.state), color, iconSide, devicePixelRatioF()));
    m_equation->setText(text.equation);
    m_verdict->setText(text.verdict);
    m_verdict->setVisible(!text.verdict.isEmpty());
    setTextColor(*m_verdict, color);
    m_degree = text.fittingDegree;
    m_fix->setVisible(m_degree.has_value());
    m_fix->setText(tr("Set dp to %1").arg(m_degree.value_or(1)));
    m_fix->setAccessibleName(m_fix->text());
}

QString ProductLine::text() const
{
    return m_verdict->isHidden() ? m_equation->text() : m_equation->text() + QLatin1Char(' ') + m_verdict->text();
}

} // namespace shardscape
