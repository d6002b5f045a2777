// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/bidirectional.h"

#include <array>
#include <deque>

namespace shardscape {

namespace {

struct Visit {
    int chunk;
    int microbatch;
};

/// Counts the micro-batches of both streams and appends tasks by stream: 0 = near, 1 = far.
class Streams {
public:
    Streams(const BidirectionalStage& stage, TaskOrder& order)
        : m_order{order}, m_chunk{stage.nearChunk, 1 - stage.nearChunk}, m_forward{stage.nearFirst, stage.farFirst}, m_backward{m_forward}
    {
    }

    void forward(std::size_t stream) { m_order.add(TaskKind::Forward, m_chunk[stream], m_forward[stream]++); }
    void backward(std::size_t stream) { m_order.add(TaskKind::Backward, m_chunk[stream], m_backward[stream]++); }
    void splitBackward(std::size_t stream)
    {
        m_pending.push_back({m_chunk[stream], m_backward[stream]});
        m_order.add(TaskKind::BackwardInput, m_chunk[stream], m_backward[stream]++);
    }
    void weight()
    {
        m_order.add(TaskKind::BackwardWeight, m_pending.front().chunk, m_pending.front().microbatch);
        m_pending.pop_front();
    }
    void pair(std::size_t forwardStream)
    {
        const std::size_t backwardStream = 1 - forwardStream;
        m_order.addPair(m_chunk[forwardStream], m_forward[forwardStream]++, m_chunk[backwardStream], m_backward[backwardStream]++);
    }

private:
    TaskOrder& m_order;
    std::array<int, 2> m_chunk;
    std::array<int, 2> m_forward;
    std::array<int, 2> m_backward;
    std::deque<Visit> m_pending; ///< input gradients whose weight gradient is still to come
};

void appendDrain(const BidirectionalStage& stage, Streams& streams)
{
    const int inner = stage.half - stage.distance - 1;
    const int outer = stage.distance + 1;
    for (int i = 0; i < 2 * outer; ++i) { // the second half is split
        const auto stream = static_cast<std::size_t>(i % 2 == 0 ? 1 : 0);
        if (i < outer)
            streams.backward(stream);
        else
            streams.splitBackward(stream);
    }
    for (int i = 0; i < inner; ++i) {
        streams.weight();
        streams.splitBackward(0);
    }
    for (int i = 0; i < outer; ++i)
        streams.weight();
}

} // namespace

void appendBidirectionalStage(const BidirectionalStage& stage, TaskOrder& order)
{
    order.beginStage();
    Streams streams(stage, order);
    const int inner = stage.half - stage.distance - 1;
    const int outer = stage.distance + 1;
    for (int i = 0; i < 2 * inner; ++i)
        streams.forward(0);
    for (int i = 0; i < outer; ++i) {
        streams.forward(0);
        streams.forward(1);
    }
    for (int i = 0; i < inner; ++i) {
        streams.splitBackward(1);
        streams.weight();
        streams.forward(1);
    }
    for (int i = 0; i < stage.perDirection - 2 * stage.half + outer; ++i) {
        if (i == 0 && inner == 0) { // the two streams meet here: the backward waits for the forward just before it
            streams.forward(0);
            streams.backward(1);
        } else {
            streams.pair(0);
        }
        streams.pair(1);
    }
    for (int i = 0; i < inner; ++i) {
        streams.backward(1);
        streams.pair(1);
    }
    appendDrain(stage, streams);
}

/// DualPipe: micro-batches enter at both ends; the first half of them at stage 0.
void orderDualPipe(const ScheduleRequest& request, TaskOrder& order)
{
    const int perDirection = request.microbatches / 2;
    for (int stage = 0; stage < request.stages; ++stage) {
        const bool lower = stage < request.stages / 2;
        appendBidirectionalStage({.half = request.stages / 2,
                                  .distance = lower ? stage : request.stages - 1 - stage,
                                  .perDirection = perDirection,
                                  .nearChunk = lower ? 0 : 1,
                                  .nearFirst = lower ? 0 : perDirection,
                                  .farFirst = lower ? perDirection : 0},
                                 order);
    }
}

} // namespace shardscape
