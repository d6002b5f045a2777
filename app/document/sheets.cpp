// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/sheets.h"

#include <QFileInfo>

#include <utility>

namespace shardscape {

Sheets::Sheets(Document& document, QObject* parent) : QObject{parent}, m_document{document}
{
    m_waiting.emplace_back();
    connect(&document, &Document::scenarioChanged, this, &Sheets::changed);
    connect(&document, &Document::filePathChanged, this, &Sheets::changed);
    connect(&document.undoGroup(), &QUndoGroup::cleanChanged, this, &Sheets::changed);
}

const Scenario& Sheets::scenario(int index) const
{
    return index == m_current ? m_document.scenario() : m_waiting[static_cast<std::size_t>(index)].scenario;
}

QString Sheets::filePath(int index) const
{
    return index == m_current ? m_document.filePath() : m_waiting[static_cast<std::size_t>(index)].filePath;
}

bool Sheets::isModified(int index) const
{
    return index == m_current ? m_document.isModified() : !m_waiting[static_cast<std::size_t>(index)].undo->isClean();
}

bool Sheets::anyModified() const
{
    for (int i = 0; i < count(); ++i)
        if (isModified(i))
            return true;
    return false;
}

QString Sheets::title(int index) const
{
    const QString title = QString::fromStdString(scenario(index).title);
    return title.isEmpty() ? QFileInfo(filePath(index)).fileName() : title;
}

int Sheets::find(const QString& filePath) const
{
    for (int i = 0; i < count(); ++i)
        if (!filePath.isEmpty() && this->filePath(i) == filePath)
            return i;
    return -1;
}

void Sheets::add(const Scenario& scenario, const QString& filePath)
{
    const int index = m_current + 1;
    m_waiting.insert(m_waiting.begin() + index,
                     DocumentState{.scenario = scenario, .filePath = filePath, .evaluation = {}, .undo = std::make_unique<QUndoStack>()});
    show(index);
}

void Sheets::show(int index)
{
    if (index < 0 || index >= count() || index == m_current)
        return;
    // All in place before the document's signals, whose receivers ask for the sheets.
    DocumentState& place = m_waiting[static_cast<std::size_t>(std::exchange(m_current, index))];
    place = std::move(m_waiting[static_cast<std::size_t>(index)]);
    m_document.exchange(place);
    Q_EMIT changed();
}

void Sheets::close(int index)
{
    if (count() == 1 || index < 0 || index >= count())
        return;
    if (index == m_current)
        show(index + 1 < count() ? index + 1 : index - 1);
    m_waiting.erase(m_waiting.begin() + index);
    if (index < m_current)
        --m_current;
    Q_EMIT changed();
}

void Sheets::move(int from, int to)
{
    const auto valid = [this](int index) { return index >= 0 && index < count(); };
    if (from == to || !valid(from) || !valid(to))
        return;
    DocumentState moved = std::move(m_waiting[static_cast<std::size_t>(from)]);
    m_waiting.erase(m_waiting.begin() + from);
    m_waiting.insert(m_waiting.begin() + to, std::move(moved));
    if (m_current == from)
        m_current = to;
    else if (from < m_current && to >= m_current)
        --m_current;
    else if (from > m_current && to <= m_current)
        ++m_current;
    Q_EMIT changed();
}

} // namespace shardscape
