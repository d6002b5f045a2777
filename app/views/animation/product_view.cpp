// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/animation/product_view.h"

#include "views/animation/product_painter.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QUrlQuery>

namespace shardscape {

ProductView::ProductView(AppContext& context, QWidget* parent) : AnimationView{context, animation(this), tr("Matrix product over GPUs"), parent}, m_gpus{new QComboBox(this)}
{
    setObjectName(QStringLiteral("productView"));
    QComboBox* gpus = m_gpus;
    gpus->setAccessibleName(tr("GPUs"));
    for (const int count : {1, 2, 4})
        gpus->addItem(count == 1 ? tr("1 GPU") : tr("%1 GPUs").arg(count), count);
    gpus->setCurrentIndex(1);
    head().insertWidget(0, gpus);
    connect(gpus, &QComboBox::currentIndexChanged, this, [this, gpus] { setGpus(gpus->currentData().toInt()); });
    refresh();
}

void ProductView::configure(const QString& settings)
{
    if (const int index = m_gpus->findData(QUrlQuery(settings).queryItemValue(QStringLiteral("gpus")).toInt()); index >= 0)
        m_gpus->setCurrentIndex(index);
}

void ProductView::setGpus(int gpus)
{
    m_product = shardedProduct(gpus);
    refresh();
}

Animation ProductView::animation(ProductView* self)
{
    return {.paint = [self](QPainter& painter, const QRectF& area, const Tokens& tokens,
                            double share) { paintProduct(painter, area, self->m_product, tokens, share); },
            .caption = [self](double share) { return productCaption(self->m_product, share); },
            .table =
                [self] {
                    TableData table{.title = tr("Matrix product over GPUs"), .header = {tr("GPU"), tr("relu(X A)"), tr("Summand of Z")}, .rows = {}};
                    const auto words = [](const SmallMatrix& matrix) {
                        QStringList values;
                        for (const int value : matrix.values)
                            values << QString::number(value);
                        return values.join(QLatin1Char(' '));
                    };
                    for (std::size_t gpu = 0; gpu < self->m_product.summands.size(); ++gpu)
                        table.rows.push_back({QString::number(gpu), words(self->m_product.columns[gpu]), words(self->m_product.summands[gpu])});
                    table.rows.push_back({tr("sum"), words(self->m_product.y), words(self->m_product.z)});
                    return table;
                },
            .events = [] { return productPhases; }};
}

} // namespace shardscape
