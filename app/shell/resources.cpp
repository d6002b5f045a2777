// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/resources.h"

#include <QAction>
#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QSvgRenderer>

// The macro must stand outside every namespace; a static library's resources are not registered without it.
static void initResourceFile() { Q_INIT_RESOURCE(shardscape); }

namespace shardscape {

QFont loadFonts()
{
    initResourceFile();
    const QString family = QStringLiteral("DejaVu Sans");
    if (!QFontDatabase::hasFamily(family) || !QFontDatabase::hasFamily(QStringLiteral("DejaVu Sans Mono")))
        for (const auto* file : {":/fonts/DejaVuSans.ttf", ":/fonts/DejaVuSans-Bold.ttf", ":/fonts/DejaVuSansMono.ttf"})
            QFontDatabase::addApplicationFont(QString::fromLatin1(file));
    QFont font;
    font.setFamilies(withHanFonts(family));
    font.setPointSizeF(std::max(8.0, QGuiApplication::font().pointSizeF()));
    return font;
}

QStringList withHanFonts(const QString& family)
{
    static const QStringList installed = [] {
        QStringList found;
        for (const auto* name : {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei",
                                 "WenQuanYi Zen Hei", "Droid Sans Fallback", "Microsoft YaHei", "PingFang SC", "SimSun"})
            // A family that is not installed would cost a search for its aliases.
            if (QFontDatabase::hasFamily(QString::fromLatin1(name)))
                found.append(QString::fromLatin1(name));
        return found;
    }();
    return QStringList{family} + installed;
}

QFont formulaFont(const QFont& base)
{
    QFont font = base;
    font.setFamilies(withHanFonts(QStringLiteral("DejaVu Sans Mono")));
    font.setStyleHint(QFont::Monospace);
    return font;
}

QPixmap tintedPixmap(const QString& name, const QColor& color, int side, qreal devicePixelRatio)
{
    initResourceFile();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
    const int pixels = qRound(side * devicePixelRatio);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon tintedIcon(const QString& name, const QColor& color)
{
    QIcon icon;
    for (const int side : {16, 24, 32, 48, 64})
        if (const QPixmap pixmap = tintedPixmap(name, color, side, 1.0); !pixmap.isNull())
            icon.addPixmap(pixmap);
    return icon;
}

QIcon themedIcon(const QString& name, const Tokens& tokens)
{
    QIcon icon = tintedIcon(name, tokens.text);
    for (const int side : {16, 24, 32, 48, 64})
        if (const QPixmap pixmap = tintedPixmap(name, tokens.line, side, 1.0); !pixmap.isNull())
            icon.addPixmap(pixmap, QIcon::Disabled);
    return icon;
}

void tintActions(const QList<QAction*>& actions, const Tokens& tokens)
{
    for (QAction* action : actions)
        if (const QString name = action->property("iconName").toString(); !name.isEmpty())
            action->setIcon(themedIcon(name, tokens));
}

} // namespace shardscape
