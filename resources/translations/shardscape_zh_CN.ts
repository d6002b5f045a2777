<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CalibrationForm</name>
    <message>
        <source>Step time, s</source>
        <translation>单步时间，s</translation>
    </message>
    <message>
        <source>Tokens/s per GPU</source>
        <translation>每 GPU token/s</translation>
    </message>
    <message>
        <source>Memory of the fullest GPU, GiB</source>
        <translation>最满 GPU 的显存，GiB</translation>
    </message>
    <message>
        <source>Time to first token, ms</source>
        <translation>首 token 时延，ms</translation>
    </message>
    <message>
        <source>Time per output token, ms</source>
        <translation>每输出 token 时间，ms</translation>
    </message>
    <message>
        <source>Output tokens/s</source>
        <translation>输出 token/s</translation>
    </message>
</context>
<context>
    <name>Fabric</name>
    <message>
        <source>%1 of GPUs %2</source>
        <translation>%1，GPU %2</translation>
    </message>
    <message>
        <source> Groups of GPU %1 here: %2.</source>
        <translation> GPU %1 在此的通信组：%2。</translation>
    </message>
    <message>
        <source>GPU %1 holds no rank.</source>
        <translation>GPU %1 上没有 rank。</translation>
    </message>
    <message>
        <source>%1 stages %2</source>
        <translation>%1 阶段 %2</translation>
    </message>
    <message>
        <source>%1 exchange among %2</source>
        <translation>%1 互相交换：%2</translation>
    </message>
    <message>
        <source>%1 ring %2</source>
        <translation>%1 环 %2</translation>
    </message>
    <message>
        <source>its groups send nothing</source>
        <translation>它所在的组不发送任何数据</translation>
    </message>
    <message>
        <source>GPU %1, rank %2: %3.</source>
        <translation>GPU %1，rank %2：%3。</translation>
    </message>
    <message>
        <source>Order of the groups</source>
        <translation>组内顺序</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>To</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>First link</source>
        <translation>首条链路</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步序</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>no way</source>
        <translation>无通路</translation>
    </message>
    <message>
        <source>node %1</source>
        <translation>节点 %1</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>NVLink</source>
        <translation>NVLink</translation>
    </message>
    <message>
        <source>xGMI</source>
        <translation>xGMI</translation>
    </message>
    <message>
        <source>PCIe</source>
        <translation>PCIe</translation>
    </message>
    <message>
        <source>CPU socket link</source>
        <translation>CPU 插槽间链路</translation>
    </message>
    <message>
        <source>network adapter</source>
        <translation>网卡</translation>
    </message>
    <message>
        <source>leaf to spine</source>
        <translation>叶–脊上行链路</translation>
    </message>
    <message>
        <source>spine to core</source>
        <translation>脊–核心链路</translation>
    </message>
    <message>
        <source>ICI</source>
        <translation>ICI</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 (%2, %3 in this direction)</source>
        <translation>%1（%2，此方向 %3）</translation>
    </message>
    <message>
        <source>: idle.</source>
        <translation>：空闲。</translation>
    </message>
    <message>
        <source>: %1, busy %2 of the time; %3.</source>
        <translation>：%1，%2 的时间繁忙；%3。</translation>
    </message>
    <message>
        <source>Tensor-parallel groups reach over nodes, so their all-reduces go through the network.</source>
        <translation>张量并行组跨越节点，其 all-reduce 要经过网络。</translation>
    </message>
    <message>
        <source>%1 GPUs of a node share %2 network adapters.</source>
        <translation>一个节点的 %1 个 GPU 共享 %2 块网卡。</translation>
    </message>
    <message>
        <source>It is the only way of its GPU out of the node.</source>
        <translation>这是该 GPU 离开节点的唯一通路。</translation>
    </message>
    <message>
        <source>Groups reach over the border of a unit, and the uplinks of a leaf are shared.</source>
        <translation>通信组越过了可扩展单元的边界，而叶交换机的上行链路是共享的。</translation>
    </message>
    <message>
        <source>Groups reach over pods, whose uplinks are oversubscribed.</source>
        <translation>通信组跨越 pod，而 pod 的上行链路存在超分（收敛）。</translation>
    </message>
    <message>
        <source>Without NVLink between these GPUs, all traffic of the switch below shares this PCIe link.</source>
        <translation>这些 GPU 之间没有 NVLink，下方交换机的全部流量共享这条 PCIe 链路。</translation>
    </message>
    <message>
        <source>Traffic between the CPU sockets of a node shares this link.</source>
        <translation>节点内 CPU 插槽之间的流量共享这条链路。</translation>
    </message>
    <message>
        <source>It carries the groups that were placed close together.</source>
        <translation>它承载放置得较近的通信组。</translation>
    </message>
    <message>
        <source>No link carries traffic of the axes that are shown.</source>
        <translation>没有链路承载当前所示并行维度的流量。</translation>
    </message>
    <message>
        <source>Fullest: %1 (%2, %3), busy %4 of the time: %5.</source>
        <translation>最满：%1（%2，%3），%4 的时间繁忙：%5。</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) are as full.</source>
        <translation>
            <numerusform>还有 %n 条链路同样满。</numerusform>
        </translation>
    </message>
    <message>
        <source>Busiest links</source>
        <translation>最忙的链路</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>繁忙</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>NVSwitch</source>
        <translation>NVSwitch</translation>
    </message>
    <message>
        <source>P%1</source>
        <comment>PCIe switch</comment>
        <translation>P%1</translation>
    </message>
    <message>
        <source>B%1</source>
        <comment>host bridge</comment>
        <translation>B%1</translation>
    </message>
    <message>
        <source>C%1</source>
        <comment>processor</comment>
        <translation>C%1</translation>
    </message>
    <message>
        <source>N%1</source>
        <comment>network adapter</comment>
        <translation>N%1</translation>
    </message>
    <message>
        <source>leaf %1</source>
        <translation>叶 %1</translation>
    </message>
    <message>
        <source>spine %1</source>
        <translation>脊 %1</translation>
    </message>
    <message>
        <source>core</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>node %1
%2</source>
        <comment>node and its fullest link</comment>
        <translation>节点 %1
%2</translation>
    </message>
    <message>
        <source>Busy share of the period:</source>
        <translation>周期内的繁忙占比：</translation>
    </message>
    <message>
        <source>Width: lanes. Gray: idle. Cross: out of order. N: NIC, P: PCIe switch, C: CPU.</source>
        <translation>线宽：通道数。灰色：空闲。叉：停用。N：网卡，P：PCIe 交换机，C：CPU。</translation>
    </message>
    <message>
        <source>Each cell is a node with its fullest link; above it the leaves and their uplinks. Zoom in to open nodes.</source>
        <translation>每格是一个节点及其最满的链路；上方是叶交换机及其上行链路。放大可展开节点。</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>nodes %1–%2</source>
        <translation>节点 %1–%2</translation>
    </message>
    <message>
        <source>inside %1</source>
        <translation>%1 内部</translation>
    </message>
    <message>
        <source>%1: nothing</source>
        <translation>%1：无</translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation>%1：%2；%3</translation>
    </message>
    <message>
        <source>Who sends to whom</source>
        <translation>谁发给谁</translation>
    </message>
    <message>
        <source>Sent a second:</source>
        <translation>每秒发送：</translation>
    </message>
    <message>
        <source>Row: sender. Column: receiver. Gray: nothing.</source>
        <translation>行：发送方。列：接收方。灰色：无流量。</translation>
    </message>
    <message>
        <source>Row: sender. Column: receiver. Diagonal: inside. Gray: nothing.</source>
        <translation>行：发送方。列：接收方。对角线：内部。灰色：无流量。</translation>
    </message>
    <message>
        <source>%1: %2 ring of %3 GPUs, in order</source>
        <translation>%1：%3 个 GPU 的 %2 环，按顺序</translation>
    </message>
    <message>
        <source>%1: %2 stages 1 to %3</source>
        <translation>%1：%2 阶段 1 至 %3</translation>
    </message>
    <message>
        <source>%1: %2 exchange, each of %3 with each</source>
        <translation>%1：%2 交换，%3 个两两互发</translation>
    </message>
</context>
<context>
    <name>MemoryBars</name>
    <message>
        <source>over by %1 (%2)</source>
        <translation>超出 %1（%2）</translation>
    </message>
    <message>
        <source>%1 free (%2)</source>
        <translation>空余 %1（%2）</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>rank %1</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>ranks</source>
        <translation>各 rank</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>各阶段</translation>
    </message>
    <message>
        <source>each column shows the fullest of %1 ranks</source>
        <translation>每列显示 %1 个 rank 中最满的一个</translation>
    </message>
    <message>
        <source>capacity %1, worst GPU: %2</source>
        <translation>容量 %1，最紧张的 GPU：%2</translation>
    </message>
</context>
<context>
    <name>Mesh</name>
    <message>
        <source>stage 0</source>
        <translation>阶段 0</translation>
    </message>
    <message>
        <source>one cell a GPU</source>
        <translation>每格一个 GPU</translation>
    </message>
    <message>
        <source>one cell a GPU; zoom in for names</source>
        <translation>每格一个 GPU；放大可见名称</translation>
    </message>
    <message>
        <source>one box a node</source>
        <translation>每框一个节点</translation>
    </message>
    <message>
        <source>one box a node; zoom in for GPUs</source>
        <translation>每框一个节点；放大可见 GPU</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>GPU %1: rank %2</source>
        <translation>GPU %1：rank %2</translation>
    </message>
    <message>
        <source>GPU %1 out</source>
        <translation>GPU %1 停用</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>rank %1</translation>
    </message>
    <message>
        <source>node %1</source>
        <translation>节点 %1</translation>
    </message>
    <message>
        <source>tensor degree</source>
        <translation>张量并行度</translation>
    </message>
    <message>
        <source>context degree</source>
        <translation>上下文并行度</translation>
    </message>
    <message>
        <source>expert degree</source>
        <translation>专家并行度</translation>
    </message>
    <message>
        <source>data degree</source>
        <translation>数据并行度</translation>
    </message>
    <message>
        <source>pipeline degree</source>
        <translation>流水线并行度</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>no rank</source>
        <translation>无 rank</translation>
    </message>
    <message>
        <source>GPU %1, %2: %3</source>
        <translation>GPU %1，%2：%3</translation>
    </message>
    <message>
        <source>%1: data degree %2 → %3</source>
        <translation>%1：数据并行度 %2 → %3</translation>
    </message>
    <message>
        <source>Use one more GPU</source>
        <translation>多用一个 GPU</translation>
    </message>
    <message>
        <source>Use %1 more GPUs</source>
        <translation>多用 %1 个 GPU</translation>
    </message>
    <message>
        <source>Release one GPU</source>
        <translation>释放一个 GPU</translation>
    </message>
    <message>
        <source>Release %1 GPUs</source>
        <translation>释放 %1 个 GPU</translation>
    </message>
</context>
<context>
    <name>PictureFile</name>
    <message>
        <source>The picture could not be written to %1. Choose a writable place and a name that ends in .png or .svg.</source>
        <translation>图片无法写入 %1。请选择可写的位置，并使用以 .png 或 .svg 结尾的文件名。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Figure %1. %2</source>
        <translation>图 %1. %2</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>Shardscape %1     %2</source>
        <translation>Shardscape %1     %2</translation>
    </message>
    <message>
        <source>%1 more rows are left out here; the evaluation of the attached scenario has them.</source>
        <translation>此处略去另外 %1 行；附件场景的评估结果中有完整内容。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>lighter with a small number: a later chunk of the stage</source>
        <translation>带小数字的浅色：该阶段靠后的模型块</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>阶段 %1</translation>
    </message>
</context>
<context>
    <name>shardscape</name>
    <message>
        <source>The cluster is now one node of %1 GPUs, wired as the topology says; the GPUs are taken to be %2.</source>
        <translation>集群现为一个含 %1 个 GPU 的节点，按拓扑所述连线；GPU 型号按 %2 处理。</translation>
    </message>
    <message>
        <source>choose a cluster with the right GPUs first if they are others</source>
        <translation>若型号不同，请先选择 GPU 型号相符的集群</translation>
    </message>
    <message>
        <source>Line %1, column %2 of the topology: %3</source>
        <translation>拓扑第 %1 行第 %2 列：%3</translation>
    </message>
    <message>
        <source>Places in the topology that were not understood: %1.</source>
        <translation>拓扑中未能识别之处：%1。</translation>
    </message>
    <message>
        <source>run “shardscape import nvidia-smi-topo” on the file to see all of them</source>
        <translation>对该文件运行“shardscape import nvidia-smi-topo”可查看全部</translation>
    </message>
    <message>
        <source>Described in the file</source>
        <translation>由文件描述</translation>
    </message>
    <message>
        <source>From nvidia-smi topo -m</source>
        <translation>来自 nvidia-smi topo -m</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The language model that is split over the GPUs.</source>
        <translation>要切分到各 GPU 上的语言模型。</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>The kind of node and the network between nodes.</source>
        <translation>节点类型以及节点间网络。</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点数</translation>
    </message>
    <message>
        <source>How many of these nodes the cluster has.</source>
        <translation>集群中此类节点的数量。</translation>
    </message>
    <message>
        <source>GPipe</source>
        <translation>GPipe</translation>
    </message>
    <message>
        <source>1F1B</source>
        <translation>1F1B</translation>
    </message>
    <message>
        <source>Interleaved 1F1B</source>
        <translation>交错式 1F1B</translation>
    </message>
    <message>
        <source>Zero bubble H1</source>
        <translation>零气泡 H1</translation>
    </message>
    <message>
        <source>Zero bubble H2</source>
        <translation>零气泡 H2</translation>
    </message>
    <message>
        <source>Zero bubble V</source>
        <translation>零气泡 V</translation>
    </message>
    <message>
        <source>V-Half</source>
        <translation>V-Half</translation>
    </message>
    <message>
        <source>V-Min</source>
        <translation>V-Min</translation>
    </message>
    <message>
        <source>DualPipe</source>
        <translation>DualPipe</translation>
    </message>
    <message>
        <source>DualPipe-V</source>
        <translation>DualPipe-V</translation>
    </message>
    <message>
        <source>Forward only</source>
        <translation>仅前向</translation>
    </message>
    <message>
        <source>Tensor (tp)</source>
        <translation>张量并行 (tp)</translation>
    </message>
    <message>
        <source>Every matrix is cut into this many pieces; heavy traffic in every layer.</source>
        <translation>每个矩阵切成这么多份；每一层都有大量通信。</translation>
    </message>
    <message>
        <source>Context (cp)</source>
        <translation>上下文并行 (cp)</translation>
    </message>
    <message>
        <source>Every sequence is cut into this many pieces.</source>
        <translation>每条序列切成这么多段。</translation>
    </message>
    <message>
        <source>Pipeline (pp)</source>
        <translation>流水线并行 (pp)</translation>
    </message>
    <message>
        <source>The layers are dealt out over this many stages; little traffic, but bubbles.</source>
        <translation>各层分配到这么多个阶段；通信少，但有气泡。</translation>
    </message>
    <message>
        <source>Data (dp)</source>
        <translation>数据并行 (dp)</translation>
    </message>
    <message>
        <source>This many replicas work on different samples.</source>
        <translation>这么多个副本处理不同的样本。</translation>
    </message>
    <message>
        <source>Expert (ep)</source>
        <translation>专家并行 (ep)</translation>
    </message>
    <message>
        <source>The experts of a layer are dealt out over this many GPUs, folded over tp, cp and dp.</source>
        <translation>一层的专家分布到这么多个 GPU 上，折叠在 tp、cp 与 dp 之上。</translation>
    </message>
    <message>
        <source>Sequence parallel</source>
        <translation>序列并行</translation>
    </message>
    <message>
        <source>Norms and dropout are cut along the sequence over the tensor-parallel group: less activation memory.</source>
        <translation>归一化与 dropout 在张量并行组内沿序列维切分：激活显存更少。</translation>
    </message>
    <message>
        <source>ZeRO</source>
        <translation>ZeRO</translation>
    </message>
    <message>
        <source>What the replicas share out among themselves instead of keeping it whole.</source>
        <translation>各副本之间分片保存、而非各存一整份的内容。</translation>
    </message>
    <message>
        <source>0: nothing</source>
        <translation>0：不分片</translation>
    </message>
    <message>
        <source>1: optimizer states</source>
        <translation>1：优化器状态</translation>
    </message>
    <message>
        <source>2: and gradients</source>
        <translation>2：加上梯度</translation>
    </message>
    <message>
        <source>3: and weights (FSDP)</source>
        <translation>3：再加权重 (FSDP)</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>流水线调度</translation>
    </message>
    <message>
        <source>The order in which the stages work on micro-batches.</source>
        <translation>各阶段处理微批次的先后次序。</translation>
    </message>
    <message>
        <source>Chunks (vpp)</source>
        <translation>模型块数 (vpp)</translation>
    </message>
    <message>
        <source>Model chunks on each stage, for interleaved and V-shaped schedules.</source>
        <translation>每个阶段上的模型块数，用于交错式与 V 形调度。</translation>
    </message>
    <message>
        <source>Global batch</source>
        <translation>全局批次</translation>
    </message>
    <message>
        <source>Sequences of one step over all replicas.</source>
        <translation>所有副本一步共处理的序列数。</translation>
    </message>
    <message>
        <source>Recompute</source>
        <translation>重计算</translation>
    </message>
    <message>
        <source>Which activations are computed again in the backward pass instead of being kept.</source>
        <translation>哪些激活不保留，而在反向传播时重新计算。</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不重计算</translation>
    </message>
    <message>
        <source>Selective (attention)</source>
        <translation>选择性（注意力）</translation>
    </message>
    <message>
        <source>Full layers</source>
        <translation>整层</translation>
    </message>
    <message>
        <source>Some full layers</source>
        <translation>部分整层</translation>
    </message>
    <message>
        <source>Layers per stage</source>
        <translation>每阶段层数</translation>
    </message>
    <message>
        <source>How many layers of each stage are recomputed.</source>
        <translation>每个阶段重计算多少层。</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>A training step, or the serving of requests.</source>
        <translation>一个训练步，或请求的推理服务。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>软件版本</translation>
    </message>
    <message>
        <source>The generation of the framework: what it overlaps, and what it costs on the host.</source>
        <translation>框架的代际：哪些通信可被重叠，以及主机端开销多大。</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Memory share</source>
        <translation>显存占比</translation>
    </message>
    <message>
        <source>Share of each GPU&apos;s memory that the engine may use.</source>
        <translation>推理引擎可使用的每个 GPU 显存比例。</translation>
    </message>
    <message>
        <source>Sequence tokens</source>
        <translation>序列 token 数</translation>
    </message>
    <message>
        <source>Tokens of one training sequence.</source>
        <translation>一条训练序列的 token 数。</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>微批次</translation>
    </message>
    <message>
        <source>Sequences that one replica takes through the pipeline together.</source>
        <translation>一个副本一次送入流水线的序列数。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Format of the matrix inputs.</source>
        <translation>矩阵乘输入的格式。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Fused kernels keep no score matrix in memory.</source>
        <translation>融合算子不在显存中保留注意力分数矩阵。</translation>
    </message>
    <message>
        <source>Flash (fused)</source>
        <translation>Flash（融合）</translation>
    </message>
    <message>
        <source>Unfused</source>
        <translation>非融合</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Decides how many states each weight drags along.</source>
        <translation>决定每个权重附带多少优化器状态。</translation>
    </message>
    <message>
        <source>Adam, fp32 states</source>
        <translation>Adam，fp32 状态</translation>
    </message>
    <message>
        <source>Adam, bf16 states</source>
        <translation>Adam，bf16 状态</translation>
    </message>
    <message>
        <source>Adam, 8-bit states</source>
        <translation>Adam，8 位状态</translation>
    </message>
    <message>
        <source>Adafactor</source>
        <translation>Adafactor</translation>
    </message>
    <message>
        <source>Muon</source>
        <translation>Muon</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>带动量的 SGD</translation>
    </message>
    <message>
        <source>Prompt tokens</source>
        <translation>提示 token 数</translation>
    </message>
    <message>
        <source>Tokens of one request before generation starts.</source>
        <translation>一个请求在开始生成之前的 token 数。</translation>
    </message>
    <message>
        <source>Output tokens</source>
        <translation>输出 token 数</translation>
    </message>
    <message>
        <source>Tokens that one request generates.</source>
        <translation>一个请求生成的 token 数。</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>并发数</translation>
    </message>
    <message>
        <source>Requests in flight over all replicas.</source>
        <translation>所有副本上同时处理的请求数。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Format in which the weights are kept.</source>
        <translation>权重的保存格式。</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
    <message>
        <source>Format in which keys and values are kept.</source>
        <translation>键与值的保存格式。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>GPU %1: node %2, no rank</source>
        <translation>GPU %1：节点 %2，无 rank</translation>
    </message>
    <message>
        <source>GPU %1: node %2, rank %3%4; %5</source>
        <translation>GPU %1：节点 %2，rank %3%4；%5</translation>
    </message>
    <message>
        <source>Link %1 → %2, %3</source>
        <translation>链路 %1 → %2，%3</translation>
    </message>
    <message>
        <source>%1; no traffic</source>
        <translation>%1；无流量</translation>
    </message>
    <message>
        <source>%1; %2 (%3)</source>
        <translation>%1；%2（%3）</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>Backward for the input</source>
        <translation>输入反向</translation>
    </message>
    <message>
        <source>Backward for the weights</source>
        <translation>权重反向</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Communication</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>%1 of micro-batch %2</source>
        <translation>微批次 %2 的%1</translation>
    </message>
    <message>
        <source>%1 on stage %2: starts at %3, takes %4</source>
        <translation>阶段 %2 上的%1：始于 %3，耗时 %4</translation>
    </message>
    <message>
        <source>Tensor-parallel group</source>
        <translation>张量并行组</translation>
    </message>
    <message>
        <source>Context-parallel group</source>
        <translation>上下文并行组</translation>
    </message>
    <message>
        <source>Data-parallel group</source>
        <translation>数据并行组</translation>
    </message>
    <message>
        <source>Gradient group (dp × cp)</source>
        <translation>梯度组 (dp × cp)</translation>
    </message>
    <message>
        <source>Shard group of FSDP</source>
        <translation>FSDP 分片组</translation>
    </message>
    <message>
        <source>Replicas of a shard of FSDP</source>
        <translation>FSDP 分片的副本</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流水线</translation>
    </message>
    <message>
        <source>Expert-parallel group</source>
        <translation>专家并行组</translation>
    </message>
    <message>
        <source>Expert-tensor group</source>
        <translation>专家张量并行组</translation>
    </message>
    <message>
        <source>Replicas of an expert shard</source>
        <translation>专家分片的副本</translation>
    </message>
    <message>
        <source>Tied embeddings</source>
        <translation>共享词嵌入</translation>
    </message>
    <message>
        <source>%1 of rank %2: %3 ranks</source>
        <translation>rank %2 的%1：%3 个 rank</translation>
    </message>
    <message>
        <source>Stage %1: %2 per GPU</source>
        <translation>阶段 %1：每个 GPU %2</translation>
    </message>
    <message>
        <source>%1 of stage %2: %3 per GPU</source>
        <translation>阶段 %2 的%1：每个 GPU %3</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>命令(&amp;C)…</translation>
    </message>
    <message>
        <source>Finds a command by some of its letters and runs it.</source>
        <translation>输入部分字母查找并执行命令。</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>Lists all keys on one page.</source>
        <translation>在一页中列出全部快捷键。</translation>
    </message>
    <message>
        <source>The fullest rank needs %1 of the %2 of its GPU.</source>
        <translation>最满的 rank 需要 %1，其 GPU 共有 %2。</translation>
    </message>
    <message>
        <source>Fits, free</source>
        <translation>放得下，空余</translation>
    </message>
    <message>
        <source>Tight, free</source>
        <translation>勉强放下，空余</translation>
    </message>
    <message>
        <source>Does not fit, missing</source>
        <translation>放不下，缺少</translation>
    </message>
    <message>
        <source>Step time</source>
        <translation>单步时间</translation>
    </message>
    <message>
        <source>Tokens/s per GPU</source>
        <translation>每 GPU token/s</translation>
    </message>
    <message>
        <source>Training tokens each GPU gets through in a second.</source>
        <translation>每个 GPU 每秒处理的训练 token 数。</translation>
    </message>
    <message>
        <source>MFU</source>
        <translation>MFU</translation>
    </message>
    <message>
        <source>Model FLOPs utilization: the model&apos;s own arithmetic against the dense bf16 peak, without recomputation.</source>
        <translation>模型 FLOPs 利用率：模型自身计算量（不含重计算）与稠密 bf16 峰值之比。</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首 token</translation>
    </message>
    <message>
        <source>TTFT: time from the request to its first token.</source>
        <translation>TTFT 首 token 时延：从请求到首个 token 的时间。</translation>
    </message>
    <message>
        <source>Per token</source>
        <translation>每 token</translation>
    </message>
    <message>
        <source>TPOT: time between two tokens of a request.</source>
        <translation>TPOT：同一请求相邻两个 token 之间的时间。</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>token/s</translation>
    </message>
    <message>
        <source>Tokens generated in a second over all replicas and requests.</source>
        <translation>所有副本与请求每秒生成的 token 总数。</translation>
    </message>
    <message>
        <source>Requests at most</source>
        <translation>最大请求数</translation>
    </message>
    <message>
        <source>Requests whose KV cache fits at the same time, over all replicas.</source>
        <translation>所有副本上 KV 缓存可同时容纳的请求数。</translation>
    </message>
    <message>
        <source>Bubble</source>
        <translation>气泡</translation>
    </message>
    <message>
        <source>Share of GPU time in which pipeline stages wait.</source>
        <translation>流水线各阶段等待所占的 GPU 时间比例。</translation>
    </message>
    <message>
        <source>Busiest link</source>
        <translation>最忙链路</translation>
    </message>
    <message>
        <source>%1 to %2 carries traffic at full rate for this share of the time.</source>
        <translation>从 %1 到 %2 的链路以满速率传输的时间占比。</translation>
    </message>
    <message>
        <source>&amp;Mesh</source>
        <translation>网格(&amp;M)</translation>
    </message>
    <message>
        <source>F&amp;abric</source>
        <translation>互连(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>时间线(&amp;T)</translation>
    </message>
    <message>
        <source>Mem&amp;ory</source>
        <translation>显存(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New from preset</source>
        <translation>从预设新建(&amp;N)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的文件(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Panes</source>
        <translation>窗格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation>标准文字(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Reduced motion</source>
        <translation>减少动画(&amp;R)</translation>
    </message>
    <message>
        <source>Nothing glides, and playing advances in steps.</source>
        <translation>画面不做平滑移动，播放逐步前进。</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>Theme, size of text, motion and language.</source>
        <translation>主题、文字大小、动画与语言。</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>Formula: %1</source>
        <translation>公式：%1</translation>
    </message>
    <message>
        <source>With values: %1</source>
        <translation>代入数值：%1</translation>
    </message>
    <message>
        <source>  %1 = %2 (%3)</source>
        <translation>  %1 = %2（%3）</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Valid: %1</source>
        <translation>适用范围：%1</translation>
    </message>
    <message>
        <source>This rests on a constant that nobody has published or measured: it is a guess.</source>
        <translation>该值依赖一个无人公布或实测过的常数：属于推测。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Bytes that the GPUs send in one training step, over the whole cluster, each byte counted once.</source>
        <translation>整个集群的 GPU 在一个训练步中发送的字节数，每个字节只计一次。</translation>
    </message>
    <message>
        <source>Bytes that the GPUs send in one prefill and one decoded token, over the whole cluster, each byte counted once.</source>
        <translation>整个集群的 GPU 在一次预填充和解码一个 token 中发送的字节数，每个字节只计一次。</translation>
    </message>
    <message>
        <source>Untitled scenario</source>
        <translation>未命名场景</translation>
    </message>
    <message>
        <source>Shardscape report, model version %1</source>
        <translation>Shardscape 报告，模型版本 %1</translation>
    </message>
    <message>
        <source>Assumptions and diagnostics</source>
        <translation>假设与诊断</translation>
    </message>
    <message>
        <source>%1 GPU</source>
        <translation>%1 个 GPU</translation>
    </message>
    <message>
        <source>%1 GPUs</source>
        <translation>%1 个 GPU</translation>
    </message>
    <message>
        <source>%1 pipeline stage</source>
        <translation>%1 个流水线阶段</translation>
    </message>
    <message>
        <source>%1 pipeline stages</source>
        <translation>%1 个流水线阶段</translation>
    </message>
    <message>
        <source>Ranks on %1 in %2; the color is the pipeline stage.</source>
        <translation>%2中 %1上的 rank；颜色表示流水线阶段。</translation>
    </message>
    <message>
        <source>%1 node</source>
        <translation>%1 个节点</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>%1 个节点</translation>
    </message>
    <message>
        <source>Grid of %1 in %2. Every GPU carries the color of its pipeline stage, %3 in all.</source>
        <translation>%2中 %1的网格。每个 GPU 以其流水线阶段着色，共 %3。</translation>
    </message>
    <message>
        <source>Stage %1 is the fullest with %2 of %3: %4.</source>
        <translation>阶段 %1 最满，用去 %3 中的 %2：%4。</translation>
    </message>
    <message>
        <source>Stacked bars of the memory of one GPU of each of %1 stages against the capacity; the table below has the numbers.</source>
        <translation>%1 个阶段各取一个 GPU 的显存堆叠柱与容量对比；数值见下表。</translation>
    </message>
    <message>
        <source>%1: %2; the largest part is “%3” with %4.</source>
        <translation>%1：%2；最大部分是“%3”，为 %4。</translation>
    </message>
    <message>
        <source>Waterfall of the parts of the time, one after the other; the table below has the numbers.</source>
        <translation>各部分时间依次排列的瀑布图；数值见下表。</translation>
    </message>
    <message>
        <source>Schedule %1 with %2 and %3: %4 of the GPU time is bubble, the pipeline takes %5.</source>
        <translation>调度 %1，%2、%3：%4 的 GPU 时间为气泡，流水线耗时 %5。</translation>
    </message>
    <message>
        <source>%1 stage</source>
        <translation>%1 个阶段</translation>
    </message>
    <message>
        <source>%1 stages</source>
        <translation>%1 个阶段</translation>
    </message>
    <message>
        <source>%1 micro-batch</source>
        <translation>%1 个微批次</translation>
    </message>
    <message>
        <source>%1 micro-batches</source>
        <translation>%1 个微批次</translation>
    </message>
    <message>
        <source>One row for each of %1 pipeline stages, with forward, backward and other tasks as blocks over time and idle time hatched.</source>
        <translation>%1 个流水线阶段各占一行，前向、反向及其他任务为时间轴上的块，空闲时间以斜线填充。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>No diagnostics.</source>
        <translation>无诊断信息。</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What, and what to do</source>
        <translation>内容与对策</translation>
    </message>
    <message>
        <source>Inputs and their sources</source>
        <translation>输入及其来源</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>How the key figures came about</source>
        <translation>关键指标的由来</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Formula and values</source>
        <translation>公式与数值</translation>
    </message>
    <message>
        <source>%1 (rests on a guess)</source>
        <translation>%1（依赖推测值）</translation>
    </message>
    <message>
        <source>One training step takes %1 at %2 MFU.</source>
        <translation>一个训练步耗时 %1，MFU 为 %2。</translation>
    </message>
    <message>
        <source>The first token comes after %1, then one every %2.</source>
        <translation>首 token 在 %1 后产生，之后每 %2 产生一个。</translation>
    </message>
    <message>
        <source>%1 = %2 ranks, ep %3</source>
        <translation>%1 = %2 个 rank，ep %3</translation>
    </message>
    <message>
        <source>%1 (innermost first)</source>
        <translation>%1（最内层在前）</translation>
    </message>
    <message>
        <source>training, sequence %1 tokens, micro-batch %2, global batch %3</source>
        <translation>训练，序列 %1 个 token，微批次 %2，全局批次 %3</translation>
    </message>
    <message>
        <source>inference, prompt %1 tokens, output %2 tokens, %3 requests at once</source>
        <translation>推理，提示 %1 个 token，输出 %2 个 token，%3 个并发请求</translation>
    </message>
    <message>
        <source>%1, optimizer %2, recomputation %3</source>
        <translation>%1，优化器 %2，重计算 %3</translation>
    </message>
    <message>
        <source>full, %1 layers a stage</source>
        <translation>整层，每阶段 %1 层</translation>
    </message>
    <message>
        <source>weights %1, KV cache %2</source>
        <translation>权重 %1，KV 缓存 %2</translation>
    </message>
    <message>
        <source>the fullest GPU, in stage %1, needs %2 of %3: %4</source>
        <translation>最满的 GPU 位于阶段 %1，需要 %3 中的 %2：%4</translation>
    </message>
    <message>
        <source>The plan fits; %1. %2</source>
        <translation>方案放得下；%1。%2</translation>
    </message>
    <message>
        <source>The plan fits, but it is tight; %1. %2</source>
        <translation>方案勉强放得下；%1。%2</translation>
    </message>
    <message>
        <source>The plan does not fit; %1. %2</source>
        <translation>方案放不下；%1。%2</translation>
    </message>
    <message>
        <source>Memory of the fullest GPU</source>
        <translation>最满 GPU 的显存</translation>
    </message>
    <message>
        <source>Headroom</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Tokens per second and GPU</source>
        <translation>每 GPU 每秒 token 数</translation>
    </message>
    <message>
        <source>HFU</source>
        <translation>HFU</translation>
    </message>
    <message>
        <source>Time to first token</source>
        <translation>首 token 时延 (TTFT)</translation>
    </message>
    <message>
        <source>Time per output token</source>
        <translation>每输出 token 时间 (TPOT)</translation>
    </message>
    <message>
        <source>Output tokens per second</source>
        <translation>每秒输出 token 数</translation>
    </message>
    <message>
        <source>Requests that fit</source>
        <translation>可容纳请求数</translation>
    </message>
    <message>
        <source>Pipeline bubble</source>
        <translation>流水线气泡</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>%1, %2 parameters, %3 active for a token</source>
        <translation>%1，%2 参数，每 token 激活 %3</translation>
    </message>
    <message>
        <source>%1: %2 with %3 each, %4</source>
        <translation>%1：%2，每个含 %3，%4</translation>
    </message>
    <message>
        <source>Parallelism</source>
        <translation>并行方式</translation>
    </message>
    <message>
        <source>Rank order</source>
        <translation>rank 次序</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>放置</translation>
    </message>
    <message>
        <source>changed by hand, see the mesh</source>
        <translation>已手动更改，见网格</translation>
    </message>
    <message>
        <source>rank i on GPU i</source>
        <translation>rank i 放在 GPU i 上</translation>
    </message>
    <message>
        <source>schedule %1, %2, %3</source>
        <translation>调度 %1，%2，%3</translation>
    </message>
    <message>
        <source>ZeRO stage</source>
        <translation>ZeRO 级别</translation>
    </message>
    <message>
        <source>Traffic by axis</source>
        <translation>各并行维度的流量</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>Bytes sent</source>
        <translation>发送字节数</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>占比 %</translation>
    </message>
    <message>
        <source>Links by kind</source>
        <translation>各类链路</translation>
    </message>
    <message>
        <source>Fullest link</source>
        <translation>最满链路</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>Bytes over all</source>
        <translation>总字节数</translation>
    </message>
    <message>
        <source>Fullest busy %</source>
        <translation>最满链路繁忙 %</translation>
    </message>
    <message>
        <source>Busiest links</source>
        <translation>最忙的链路</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>To</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Busy %</source>
        <translation>繁忙 %</translation>
    </message>
    <message>
        <source>Mostly</source>
        <translation>主要来自</translation>
    </message>
    <message>
        <source>Unexplained</source>
        <translation>未解释部分</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Prefill</source>
        <translation>预填充</translation>
    </message>
    <message>
        <source>Decode of one token</source>
        <translation>解码一个 token</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>时间花在哪里</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组成</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Optimizer states</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation>缓冲区</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>额外开销</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Recomputation</source>
        <translation>重计算</translation>
    </message>
    <message>
        <source>TP communication, exposed</source>
        <translation>TP 通信（未重叠）</translation>
    </message>
    <message>
        <source>CP communication, exposed</source>
        <translation>CP 通信（未重叠）</translation>
    </message>
    <message>
        <source>EP all-to-all, exposed</source>
        <translation>EP all-to-all（未重叠）</translation>
    </message>
    <message>
        <source>PP sends, exposed</source>
        <translation>PP 收发（未重叠）</translation>
    </message>
    <message>
        <source>DP communication, exposed</source>
        <translation>DP 通信（未重叠）</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Output head</source>
        <translation>输出头</translation>
    </message>
    <message>
        <source>Elementwise and norms</source>
        <translation>逐元素运算与归一化</translation>
    </message>
    <message>
        <source>Interference of prefills</source>
        <translation>预填充干扰</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Kernel launches</source>
        <translation>算子启动</translation>
    </message>
    <message>
        <source>Matrix products</source>
        <translation>矩阵乘</translation>
    </message>
    <message>
        <source>Memory of each rank in GiB</source>
        <translation>每个 rank 的显存 (GiB)</translation>
    </message>
    <message>
        <source>Memory of one GPU of each stage in GiB</source>
        <translation>每个阶段一个 GPU 的显存 (GiB)</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>rank</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Headroom %</source>
        <translation>余量 %</translation>
    </message>
    <message>
        <source>First reached %1 into the step.</source>
        <translation>在步内 %1 时首次达到。</translation>
    </message>
    <message>
        <source>Recompute activations</source>
        <translation>重计算激活</translation>
    </message>
    <message>
        <source>Gradient type</source>
        <translation>梯度类型</translation>
    </message>
    <message>
        <source>Optimizer states in host memory</source>
        <translation>优化器状态放主机内存</translation>
    </message>
    <message>
        <source>Sequence parallelism</source>
        <translation>序列并行</translation>
    </message>
    <message>
        <source>KV cache type</source>
        <translation>KV 缓存类型</translation>
    </message>
    <message>
        <source>Tokens of a prefill chunk</source>
        <translation>预填充分块 token 数</translation>
    </message>
    <message>
        <source>Weight type</source>
        <translation>权重类型</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>Expert tensor (etp)</source>
        <translation>专家张量并行 (etp)</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>Peak of stage %1: %2, %3.</source>
        <translation>阶段 %1 的峰值：%2，%3。</translation>
    </message>
    <message>
        <source>Largest part: %1, %2 (%3)</source>
        <translation>最大部分：%1，%2（%3）</translation>
    </message>
    <message>
        <source>, %1 micro-batches in flight</source>
        <translation>，%1 个微批次在途</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>%1, more GPUs</source>
        <translation>%1，需更多 GPU</translation>
    </message>
    <message>
        <source>It fits.</source>
        <translation>放得下。</translation>
    </message>
    <message>
        <source>It still does not fit.</source>
        <translation>仍放不下。</translation>
    </message>
    <message>
        <source>It needs more GPUs than the scenario has.</source>
        <translation>所需 GPU 多于场景中的数量。</translation>
    </message>
    <message>
        <source>%1. The peak falls by %2 to %3.</source>
        <translation>%1。峰值降低 %2，至 %3。</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>单步 %1</translation>
    </message>
    <message>
        <source>TTFT %1</source>
        <translation>TTFT %1</translation>
    </message>
    <message>
        <source>TPOT %1</source>
        <translation>TPOT %1</translation>
    </message>
    <message>
        <source>cross-node %1 → %2</source>
        <translation>跨节点 %1 → %2</translation>
    </message>
    <message>
        <source>no longer fits</source>
        <translation>不再放得下</translation>
    </message>
    <message>
        <source>Ranks on GPUs</source>
        <translation>GPU 上的 rank</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Peak %1</source>
        <translation>峰值 %1</translation>
    </message>
    <message>
        <source>Peak %1 at %2</source>
        <translation>峰值 %1，时刻 %2</translation>
    </message>
    <message>
        <source>Peak %1 at %2, %3 micro-batches in flight</source>
        <translation>峰值 %1，时刻 %2，%3 个微批次在途</translation>
    </message>
    <message>
        <source>Capacity %1</source>
        <translation>容量 %1</translation>
    </message>
    <message>
        <source>Weights, optimizer and what else stays: %1</source>
        <translation>权重、优化器等常驻部分：%1</translation>
    </message>
    <message>
        <source>Memory
stage %1</source>
        <translation>显存
阶段 %1</translation>
    </message>
    <message>
        <source>It does not exist for these counts.</source>
        <translation>该调度不适用于这样的数量。</translation>
    </message>
    <message>
        <source>%1 (present)</source>
        <translation>%1（当前）</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>%1 is not possible here: %2</source>
        <translation>此处无法使用 %1：%2</translation>
    </message>
    <message>
        <source>%1: makespan %2, bubble %3, activations %4, transfers %5</source>
        <translation>%1：总时长 %2，气泡 %3，激活 %4，传输 %5</translation>
    </message>
    <message>
        <source>Schedules against 1f1b</source>
        <translation>各调度与 1F1B 对比</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>模型块数</translation>
    </message>
    <message>
        <source>Step against 1f1b</source>
        <translation>单步时间对比 1F1B</translation>
    </message>
    <message>
        <source>Makespan (with barrier)</source>
        <translation>总时长（含屏障）</translation>
    </message>
    <message>
        <source>Makespan against 1f1b</source>
        <translation>总时长对比 1F1B</translation>
    </message>
    <message>
        <source>Longest stage&apos;s span</source>
        <translation>最长阶段跨度</translation>
    </message>
    <message>
        <source>Activations in flight</source>
        <translation>在途激活</translation>
    </message>
    <message>
        <source>Activations against 1f1b</source>
        <translation>激活对比 1F1B</translation>
    </message>
    <message>
        <source>Transfers between stages</source>
        <translation>阶段间传输</translation>
    </message>
    <message>
        <source>Transfers against 1f1b</source>
        <translation>传输对比 1F1B</translation>
    </message>
    <message>
        <source>0 s</source>
        <translation>0 s</translation>
    </message>
    <message>
        <source>stage %1, chunk %2</source>
        <translation>阶段 %1，模型块 %2</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>input gradient</source>
        <translation>输入梯度</translation>
    </message>
    <message>
        <source>weight gradient</source>
        <translation>权重梯度</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>communication</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>drain</source>
        <translation>排空</translation>
    </message>
    <message>
        <source>the other stage is slower</source>
        <translation>对方阶段较慢</translation>
    </message>
    <message>
        <source>transfer between stages</source>
        <translation>阶段间传输</translation>
    </message>
    <message>
        <source>the other stage was waiting too</source>
        <translation>对方阶段也在等待</translation>
    </message>
    <message>
        <source>%1 of micro-batch %2 on %3: %4 to %5 (%6).</source>
        <translation>%3上微批次 %2 的%1：%4 至 %5（%6）。</translation>
    </message>
    <message>
        <source>It runs overlapped with the %1 beside it.</source>
        <translation>它与相邻的%1重叠执行。</translation>
    </message>
    <message>
        <source>Stage %1 has no work left for %2 (%3).</source>
        <translation>阶段 %1 有 %2 无任务可做（%3）。</translation>
    </message>
    <message>
        <source>Stage %1 idles for %2 (%3).</source>
        <translation>阶段 %1 空闲 %2（%3）。</translation>
    </message>
    <message>
        <source>Stage %1 waits %2 for the %3 of micro-batch %4 on %5 (%6).</source>
        <translation>阶段 %1 等待 %2，等的是%5上微批次 %4 的%3（%6）。</translation>
    </message>
    <message>
        <source>Pipeline, %1 stages, %2 micro-batches, step %3</source>
        <translation>流水线，%1 个阶段，%2 个微批次，单步 %3</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>繁忙</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Idle share</source>
        <translation>空闲占比</translation>
    </message>
    <message>
        <source>Micro-batches in flight</source>
        <translation>在途微批次</translation>
    </message>
    <message>
        <source>Until weight gradient</source>
        <translation>直至权重梯度</translation>
    </message>
    <message>
        <source>First start</source>
        <translation>最早开始</translation>
    </message>
    <message>
        <source>Last end</source>
        <translation>最晚结束</translation>
    </message>
    <message>
        <source>The first %1 of %2 tasks</source>
        <translation>%2 个任务中的前 %1 个</translation>
    </message>
    <message>
        <source>All %1 tasks</source>
        <translation>全部 %1 个任务</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>模型块</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Throughput and latency</source>
        <translation>吞吐与时延</translation>
    </message>
    <message>
        <source>Output tokens per second and GPU, time to first token and time per output token over the number of requests in flight; the table below has the numbers.</source>
        <translation>每 GPU 每秒输出 token 数、首 token 时延与每输出 token 时间随并发请求数的变化；数值见下表。</translation>
    </message>
    <message>
        <source>%1 USD</source>
        <translation>%1 美元</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Energy of a step, at most</source>
        <translation>单步能耗上限</translation>
    </message>
    <message>
        <source>%1 kWh</source>
        <translation>%1 kWh</translation>
    </message>
    <message>
        <source>Time for the token budget</source>
        <translation>完成 token 预算的时间</translation>
    </message>
    <message>
        <source>GPU hours</source>
        <translation>GPU 小时</translation>
    </message>
    <message>
        <source>Cost of the token budget</source>
        <translation>token 预算的成本</translation>
    </message>
    <message>
        <source>Cost of a million output tokens</source>
        <translation>每百万输出 token 的成本</translation>
    </message>
    <message>
        <source>Energy of an output token, at most</source>
        <translation>每输出 token 能耗上限</translation>
    </message>
    <message>
        <source>%1 J</source>
        <translation>%1 J</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1 of the time rests on constants that nobody has measured on this accelerator, most on %2.</source>
        <translation>%1 的时间依赖无人在此加速器上实测过的常数，主要是%2。</translation>
    </message>
    <message>
        <source>Data loading, checkpoints and restarts are in no figure.</source>
        <translation>任何指标都不含数据加载、检查点与重启。</translation>
    </message>
    <message>
        <source>Price of a GPU hour: %1 USD, %2.</source>
        <translation>GPU 小时价格：%1 美元，%2。</translation>
    </message>
    <message>
        <source>All figures are calibrated with measurements of the user&apos;s own; the diagnostics name the factors.</source>
        <translation>所有指标均以用户自己的实测值校准；各系数见诊断。</translation>
    </message>
    <message>
        <source>around GPUs that are out of order</source>
        <translation>绕过停用的 GPU</translation>
    </message>
    <message>
        <source>Memory bandwidth</source>
        <translation>显存带宽</translation>
    </message>
    <message>
        <source>nccl-tests, predicted/measured</source>
        <translation>nccl-tests，预测/实测</translation>
    </message>
    <message>
        <source>Output tokens/s</source>
        <translation>输出 token/s</translation>
    </message>
    <message>
        <source>Nodes of several kinds</source>
        <translation>多种节点</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>第 %1 组</translation>
    </message>
    <message>
        <source>The kind of these nodes. GPUs are counted group by group.</source>
        <translation>这些节点的类型。GPU 按组依次编号。</translation>
    </message>
    <message>
        <source>Remove this group</source>
        <translation>移除此组</translation>
    </message>
    <message>
        <source>Nodes %1</source>
        <translation>节点数 %1</translation>
    </message>
    <message>
        <source>How many nodes of this kind the cluster has.</source>
        <translation>集群中此类节点的数量。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Whose network joins the groups; every node keeps its own network adapters.</source>
        <translation>用哪一组的网络连接各组；每个节点保留自己的网卡。</translation>
    </message>
    <message>
        <source>Of the first group</source>
        <translation>第一组的</translation>
    </message>
    <message>
        <source>Add nodes</source>
        <translation>添加节点</translation>
    </message>
    <message>
        <source>Nodes of another kind beside those above; the slowest member of a group sets its pace.</source>
        <translation>在上述节点之外再加另一种节点；通信组的速度取决于其中最慢的成员。</translation>
    </message>
    <message>
        <source>Of another kind...</source>
        <translation>另一种节点...</translation>
    </message>
    <message>
        <source>Group size</source>
        <translation>组大小</translation>
    </message>
    <message>
        <source>Micro-batches that pass a chunk before the next chunk takes over; pp is the usual size.</source>
        <translation>一个模型块连续处理多少个微批次后轮到下一个模型块；通常取 pp。</translation>
    </message>
    <message>
        <source>Overlap pairs</source>
        <translation>重叠配对</translation>
    </message>
    <message>
        <source>A forward runs beside the backward of another micro-batch, so that one&apos;s expert exchange hides under the other.</source>
        <translation>一个微批次的前向与另一个微批次的反向并行执行，使专家交换彼此隐藏。</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>序列长度</translation>
    </message>
    <message>
        <source>Whether all micro-batches have sequences of the same length; a file may name each.</source>
        <translation>各微批次的序列长度是否相同；文件可逐一指定。</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>全部相同</translation>
    </message>
    <message>
        <source>From half to whole</source>
        <translation>从一半到全长</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>按文件</translation>
    </message>
    <message>
        <source>Prefix skew</source>
        <translation>前缀偏斜</translation>
    </message>
    <message>
        <source>Zipf exponent of the prefixes&apos; popularity; 0 = all alike.</source>
        <translation>前缀热度的 Zipf 指数；0 = 全部相同。</translation>
    </message>
    <message>
        <source>Prefix routing</source>
        <translation>前缀路由</translation>
    </message>
    <message>
        <source>Which replica takes a request that shares a prefix.</source>
        <translation>共享前缀的请求由哪个副本处理。</translation>
    </message>
    <message>
        <source>Any replica</source>
        <translation>任意副本</translation>
    </message>
    <message>
        <source>The one that keeps it</source>
        <translation>保有该前缀的副本</translation>
    </message>
    <message>
        <source>Budget, 10⁹ tokens</source>
        <translation>token 预算（10⁹）</translation>
    </message>
    <message>
        <source>Tokens of the whole training run, for its days, GPU hours and cost; 0 = not asked for.</source>
        <translation>整个训练所用的 token 数，用于计算天数、GPU 小时与成本；0 = 不计算。</translation>
    </message>
    <message>
        <source>GPU hour, USD</source>
        <translation>GPU 小时价（美元）</translation>
    </message>
    <message>
        <source>What a GPU costs for an hour; 0 = the price of the accelerator preset, where it has one.</source>
        <translation>一个 GPU 一小时的费用；0 = 采用加速器预设中的价格（若有）。</translation>
    </message>
    <message>
        <source>Prefix tokens</source>
        <translation>前缀 token 数</translation>
    </message>
    <message>
        <source>Tokens at the start of a prompt that other requests share.</source>
        <translation>提示开头与其他请求共享的 token 数。</translation>
    </message>
    <message>
        <source>Prefixes</source>
        <translation>前缀数</translation>
    </message>
    <message>
        <source>How many different shared prefixes there are.</source>
        <translation>不同共享前缀的数量。</translation>
    </message>
    <message>
        <source>Stream interval</source>
        <translation>流式间隔</translation>
    </message>
    <message>
        <source>Output tokens that the server sends at once; the first wait for the others.</source>
        <translation>服务端一次发送的输出 token 数；先产生的要等后产生的。</translation>
    </message>
    <message>
        <source> Eight of ten measurements lie between %1 and %2 (%3).</source>
        <translation> 十次实测中八次在 %1 与 %2 之间（%3）。</translation>
    </message>
    <message>
        <source>Time of one training step over the whole global batch, data loading excluded.</source>
        <translation>在整个全局批次上完成一个训练步的时间，不含数据加载。</translation>
    </message>
    <message>
        <source>Token budget</source>
        <translation>token 预算</translation>
    </message>
    <message>
        <source>Time for the workload&apos;s token budget, without data loading, checkpoints and restarts.</source>
        <translation>完成负载 token 预算所需时间，不含数据加载、检查点与重启。</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>$%1</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Rent of the GPUs for the token budget.</source>
        <translation>完成 token 预算的 GPU 租金。</translation>
    </message>
    <message>
        <source>Per million tokens</source>
        <translation>每百万 token</translation>
    </message>
    <message>
        <source>Rent of the GPUs for a million output tokens, always at this concurrency.</source>
        <translation>始终以此并发数产生一百万输出 token 的 GPU 租金。</translation>
    </message>
    <message>
        <source>%1 to %2 in eight of ten measurements; basis: %3</source>
        <translation>十次实测中八次为 %1 至 %2；依据：%3</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>加速器</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the memory bandwidth, %4 of the stage&apos;s computing time</source>
        <translation>%1：%2，达显存带宽的 %3，占该阶段计算时间的 %4</translation>
    </message>
    <message>
        <source>%1: %2 at %3 FLOP per byte, %4 of the roof, %5 of the stage&apos;s computing time</source>
        <translation>%1：%2，每字节 %3 FLOP，达屋顶的 %4，占该阶段计算时间的 %5</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>FLOP per byte</source>
        <translation>每字节 FLOP</translation>
    </message>
    <message>
        <source>Achieved</source>
        <translation>实际达到</translation>
    </message>
    <message>
        <source>Roof</source>
        <translation>屋顶</translation>
    </message>
    <message>
        <source>Of the roof %</source>
        <translation>占屋顶 %</translation>
    </message>
    <message>
        <source>Time of a call</source>
        <translation>单次耗时</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>matrix product</source>
        <translation>矩阵乘</translation>
    </message>
    <message>
        <source>expert product</source>
        <translation>专家矩阵乘</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>head, embedding</source>
        <translation>输出头、词嵌入</translation>
    </message>
    <message>
        <source>elementwise</source>
        <translation>逐元素运算</translation>
    </message>
    <message>
        <source>token movement</source>
        <translation>token 搬移</translation>
    </message>
    <message>
        <source>FLOP per byte of memory traffic</source>
        <translation>每字节显存访问的 FLOP</translation>
    </message>
    <message>
        <source>bytes only,
of bandwidth</source>
        <translation>仅访存，
占带宽</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>峰值 %1</translation>
    </message>
    <message>
        <source>ridge %1 FLOP/byte, memory %2</source>
        <translation>脊点 %1 FLOP/字节，显存 %2</translation>
    </message>
    <message>
        <source>latency and weights</source>
        <translation>时延与权重读取</translation>
    </message>
    <message>
        <source>matrix products</source>
        <translation>矩阵乘</translation>
    </message>
    <message>
        <source>full KV cache</source>
        <translation>KV 缓存已满</translation>
    </message>
    <message>
        <source>this scenario</source>
        <translation>本场景</translation>
    </message>
    <message>
        <source>most requests whose KV cache fits</source>
        <translation>KV 缓存可容纳的最大请求数</translation>
    </message>
    <message>
        <source>from here on matrix products bound the step</source>
        <translation>自此起单步受矩阵乘限制</translation>
    </message>
    <message>
        <source>Concurrency %1: %2 output tokens/s per GPU, %3 per user; first token after %4, then one every %5; bound by %6</source>
        <translation>并发 %1：每 GPU 输出 %2 token/s，每用户 %3；首 token 在 %4 后，之后每 %5 一个；受限于%6</translation>
    </message>
    <message>
        <source>Throughput and latency over concurrency</source>
        <translation>吞吐与时延随并发数的变化</translation>
    </message>
    <message>
        <source>Bound by</source>
        <translation>受限于</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>TTFT ms</source>
        <translation>TTFT ms</translation>
    </message>
    <message>
        <source>TPOT ms</source>
        <translation>TPOT ms</translation>
    </message>
    <message>
        <source>Tokens/s per user</source>
        <translation>每用户 token/s</translation>
    </message>
    <message>
        <source>All-reduce %</source>
        <translation>all-reduce %</translation>
    </message>
    <message>
        <source>%1-parallel transfers of the pass, drawn together</source>
        <translation>该遍计算中的%1并行传输，合并绘制</translation>
    </message>
    <message>
        <source>Send to another stage</source>
        <translation>发送到其他阶段</translation>
    </message>
    <message>
        <source>Gradient reduction</source>
        <translation>梯度归约</translation>
    </message>
    <message>
        <source>Parameter gathering</source>
        <translation>参数收集</translation>
    </message>
    <message>
        <source>Gathering and reduction of shards, all micro-batches</source>
        <translation>分片的收集与归约，所有微批次</translation>
    </message>
    <message>
        <source>Gradient reduction over the replicas of shard groups</source>
        <translation>跨分片组副本的梯度归约</translation>
    </message>
    <message>
        <source>Gradients of the tied embedding over first and last stage</source>
        <translation>首末阶段间共享词嵌入的梯度</translation>
    </message>
    <message>
        <source>What hidden transfers take from the passes</source>
        <translation>被隐藏的传输占用的计算时间</translation>
    </message>
    <message>
        <source>Optimizer step</source>
        <translation>优化器更新</translation>
    </message>
    <message>
        <source>tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>expert</source>
        <translation>专家</translation>
    </message>
    <message>
        <source>sends</source>
        <translation>收发</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>%1 on stage %2: %3, %4.</source>
        <translation>阶段 %2 上的%1：%3，%4。</translation>
    </message>
    <message>
        <source>adds to the step</source>
        <translation>计入单步时间</translation>
    </message>
    <message>
        <source>beside the passes</source>
        <translation>与计算并行</translation>
    </message>
    <message>
        <source>Where measurements lie</source>
        <translation>实测值所在范围</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测值</translation>
    </message>
    <message>
        <source>Eight of ten measurements</source>
        <translation>十次实测中的八次</translation>
    </message>
    <message>
        <source>The ranges hold eight of ten published measurements of the same kind around the model&apos;s prediction.</source>
        <translation>区间为模型预测值周围十次同类公开实测中八次所在的范围。</translation>
    </message>
</context>
<context>
    <name>shardscape::AxisChips</name>
    <message>
        <source>Axis order, innermost first</source>
        <translation>维度次序，最内层在前</translation>
    </message>
    <message>
        <source>Move axis %1</source>
        <translation>移动维度 %1</translation>
    </message>
    <message>
        <source>Axes of the mesh, innermost first. Drag a chip (Alt+Up, Alt+Down) to reorder the ranks, its right edge (Alt+Left, Alt+Right, or digits and Enter) to change its degree; click it (Space) to select the GPUs of one coordinate.</source>
        <translation>网格的各维度，最内层在前。拖动标签（Alt+上、Alt+下）可调整 rank 次序，拖动其右边缘（Alt+左、Alt+右，或数字加 Enter）可更改并行度；单击（空格）可选择同一坐标的 GPU。</translation>
    </message>
    <message>
        <source>Axis %1, place %2 of %3</source>
        <translation>维度 %1，第 %2 位，共 %3 位</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>There is no larger degree.</source>
        <translation>没有更大的并行度。</translation>
    </message>
    <message>
        <source>There is no smaller degree.</source>
        <translation>没有更小的并行度。</translation>
    </message>
    <message>
        <source>Degree %1: Enter sets it, Escape drops it</source>
        <translation>并行度 %1：Enter 确认，Escape 放弃</translation>
    </message>
</context>
<context>
    <name>shardscape::BreakdownCanvas</name>
    <message>
        <source>Step breakdown</source>
        <translation>单步分解</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the whole</source>
        <translation>%1：%2，占全部的 %3</translation>
    </message>
    <message>
        <source>No times: the plan has no evaluation yet.</source>
        <translation>无时间数据：方案尚未评估。</translation>
    </message>
</context>
<context>
    <name>shardscape::BreakdownView</name>
    <message>
        <source>Step breakdown</source>
        <translation>单步分解</translation>
    </message>
</context>
<context>
    <name>shardscape::CalibrationDialog</name>
    <message>
        <source>Calibrate with a run of your own</source>
        <translation>用自己的运行校准</translation>
    </message>
    <message>
        <source>State of the fit</source>
        <translation>拟合状态</translation>
    </message>
    <message>
        <source>What did the plan that is open measure?</source>
        <translation>当前打开的方案实测结果如何？</translation>
    </message>
    <message>
        <source>Name of the calibration</source>
        <translation>校准名称</translation>
    </message>
    <message>
        <source>such as “our pods 2026-10”</source>
        <translation>例如“our pods 2026-10”</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>已保存的校准</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Figures before and after</source>
        <translation>校准前后的指标</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Factors</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>允许范围</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>&amp;Remove calibration</source>
        <translation>移除校准(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save for other scenarios</source>
        <translation>保存供其他场景使用(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>✕ Not a positive number: %1</source>
        <translation>✕ 不是正数：%1</translation>
    </message>
    <message>
        <source>Enter what you measured; nothing is changed before you apply it.</source>
        <translation>请输入实测值；应用之前不会更改任何内容。</translation>
    </message>
    <message>
        <source>Fitting…</source>
        <translation>正在拟合…</translation>
    </message>
    <message>
        <source>✕ %1 (%2)</source>
        <translation>✕ %1（%2）</translation>
    </message>
    <message>
        <source>Fitted on %1. Apply changes all figures and marks them as calibrated.</source>
        <translation>已在 %1 上拟合。应用后将更改所有指标并标记为已校准。</translation>
    </message>
    <message>
        <source>Give the calibration a name first.</source>
        <translation>请先为校准命名。</translation>
    </message>
    <message>
        <source>⚠ at its bound</source>
        <translation>⚠ 已达界限</translation>
    </message>
    <message>
        <source>not determined</source>
        <translation>未确定</translation>
    </message>
    <message>
        <source>Extra memory</source>
        <translation>额外显存</translation>
    </message>
    <message>
        <source>Calibrate with %1</source>
        <translation>以%1校准</translation>
    </message>
    <message>
        <source>a run</source>
        <translation>一次运行</translation>
    </message>
    <message>
        <source>Remove the calibration</source>
        <translation>移除校准</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>已保存为“%1”。</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>choose one to apply it</source>
        <translation>选择一个以应用</translation>
    </message>
    <message>
        <source>This scenario is calibrated%1%2.</source>
        <translation>此场景已校准%1%2。</translation>
    </message>
    <message>
        <source> with “%1”</source>
        <translation>，采用“%1”</translation>
    </message>
    <message>
        <source>, fitted on %1</source>
        <translation>，拟合于 %1</translation>
    </message>
    <message>
        <source>This scenario is not calibrated: its figures rest on the presets.</source>
        <translation>此场景未校准：指标以预设为准。</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>校准(&amp;C)…</translation>
    </message>
    <message>
        <source>Fits efficiency factors to what a run of your own measured.</source>
        <translation>根据自己一次运行的实测值拟合效率系数。</translation>
    </message>
</context>
<context>
    <name>shardscape::CalibrationForm</name>
    <message>
        <source>not measured</source>
        <translation>未实测</translation>
    </message>
    <message>
        <source>Output of nccl-tests</source>
        <translation>nccl-tests 的输出</translation>
    </message>
    <message>
        <source>Paste the output of all_reduce_perf or its siblings</source>
        <translation>粘贴 all_reduce_perf 或同类工具的输出</translation>
    </message>
    <message>
        <source>nccl-tests</source>
        <translation>nccl-tests</translation>
    </message>
</context>
<context>
    <name>shardscape::ClockBar</name>
    <message>
        <source>To the start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>To the start (Home)</source>
        <translation>到开头 (Home)</translation>
    </message>
    <message>
        <source>Back one event</source>
        <translation>后退一个事件</translation>
    </message>
    <message>
        <source>Back one event (Left; with Shift one of the row)</source>
        <translation>后退一个事件（左方向键；加 Shift 为本行的事件）</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>播放或暂停（空格）</translation>
    </message>
    <message>
        <source>On one event</source>
        <translation>前进一个事件</translation>
    </message>
    <message>
        <source>On one event (Right; with Shift one of the row)</source>
        <translation>前进一个事件（右方向键；加 Shift 为本行的事件）</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>To the end (End)</source>
        <translation>到结尾 (End)</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Start again at the end (L)</source>
        <translation>到结尾后重新开始 (L)</translation>
    </message>
    <message>
        <source>Speed of playing</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>Speed of playing ([ and ])</source>
        <translation>播放速度（[ 与 ]）</translation>
    </message>
    <message>
        <source>Position in the step</source>
        <translation>步内位置</translation>
    </message>
    <message>
        <source>Speed of playing: 1 s shows %1 of the step ([ and ])</source>
        <translation>播放速度：1 s 播放步内的 %1（[ 与 ]）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>shardscape::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>Letters of a command</source>
        <translation>命令的部分字母</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>匹配的命令</translation>
    </message>
    <message>
        <source>No command fits</source>
        <translation>没有匹配的命令</translation>
    </message>
</context>
<context>
    <name>shardscape::CommandRegistry</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>shardscape::ComparisonCanvas</name>
    <message>
        <source>Schedules compared</source>
        <translation>调度对比图</translation>
    </message>
</context>
<context>
    <name>shardscape::ComparisonPane</name>
    <message>
        <source>Comparison of schedules</source>
        <translation>调度对比</translation>
    </message>
    <message>
        <source>No comparison: the plan has no evaluation yet.</source>
        <translation>无对比：方案尚未评估。</translation>
    </message>
    <message>
        <source>No comparison: inference has forward passes only, so every schedule is the same.</source>
        <translation>无对比：推理只有前向，各种调度都一样。</translation>
    </message>
    <message>
        <source>The schedules are being simulated.</source>
        <translation>正在模拟各调度。</translation>
    </message>
</context>
<context>
    <name>shardscape::CurveCanvas</name>
    <message>
        <source>Throughput and latency over concurrency</source>
        <translation>吞吐与时延随并发数的变化</translation>
    </message>
    <message>
        <source>No curve: it is drawn for inference, once the plan has an evaluation.</source>
        <translation>无曲线：仅在推理方案评估完成后绘制。</translation>
    </message>
</context>
<context>
    <name>shardscape::CurveView</name>
    <message>
        <source>Throughput and latency</source>
        <translation>吞吐与时延</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save this picture as PNG or SVG</source>
        <translation>将此图保存为 PNG 或 SVG</translation>
    </message>
    <message>
        <source>Concurrency %1</source>
        <translation>并发 %1</translation>
    </message>
    <message>
        <source>Save the curve</source>
        <translation>保存曲线</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>图片 (*.png *.svg)</translation>
    </message>
    <message>
        <source>The picture could not be written to %1. Choose a name ending in .png or .svg in a folder you may write to.</source>
        <translation>图片无法写入 %1。请选择以 .png 或 .svg 结尾的文件名，并放在可写的文件夹中。</translation>
    </message>
</context>
<context>
    <name>shardscape::DegreeStrip</name>
    <message>
        <source>Degrees of the axis</source>
        <translation>该维度的并行度</translation>
    </message>
    <message>
        <source>Drag to another degree; Shift leaves dp as it is.</source>
        <translation>拖到另一并行度；按住 Shift 则 dp 不变。</translation>
    </message>
</context>
<context>
    <name>shardscape::DiagnosticsView</name>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>对策</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Nothing to remark</source>
        <translation>无需提示</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 个错误</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 个警告</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 个警告</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 条提示</translation>
    </message>
    <message>
        <source>%1 notes</source>
        <translation>%1 条提示</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>shardscape::ExplainView</name>
    <message>
        <source>Explanation of a figure</source>
        <translation>指标的解释</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>对策</translation>
    </message>
    <message>
        <source>Back to the figure before</source>
        <translation>返回上一个指标</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Copy the explanation as text</source>
        <translation>以文本复制解释</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>可信度</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Formula with values</source>
        <translation>代入数值的公式</translation>
    </message>
    <message>
        <source>Terms of the formula</source>
        <translation>公式中的各项</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>项</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Source and validity</source>
        <translation>来源与适用范围</translation>
    </message>
    <message>
        <source>How a number came about</source>
        <translation>数值的由来</translation>
    </message>
    <message>
        <source>Click a figure, or go to it and press F1, to see its formula, the values that were put in, and its source.</source>
        <translation>点击某个指标，或将焦点移到它并按 F1，即可查看其公式、代入的数值与来源。</translation>
    </message>
    <message>
        <source>The present evaluation does not contain the figure “%1”.</source>
        <translation>当前评估结果中没有指标“%1”。</translation>
    </message>
    <message>
        <source>⚠ A guess: rests on a constant that nobody has published or measured.</source>
        <translation>⚠ 推测：依赖一个无人公布或实测过的常数。</translation>
    </message>
    <message>
        <source>= %1</source>
        <translation>= %1</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Valid: %1</source>
        <translation>适用范围：%1</translation>
    </message>
    <message>
        <source>Opens “%1”</source>
        <translation>打开“%1”</translation>
    </message>
    <message>
        <source>Band: %1
</source>
        <translation>区间：%1
</translation>
    </message>
    <message>
        <source>Band: %1</source>
        <translation>区间：%1</translation>
    </message>
</context>
<context>
    <name>shardscape::FabricCanvas</name>
    <message>
        <source>Fabric: links and their load</source>
        <translation>互连：链路及其负载</translation>
    </message>
    <message>
        <source>No fabric: the plan has no evaluation yet.</source>
        <translation>无互连图：方案尚未评估。</translation>
    </message>
</context>
<context>
    <name>shardscape::FabricView</name>
    <message>
        <source>Fabric</source>
        <translation>互连</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>瓶颈</translation>
    </message>
    <message>
        <source>Count the traffic of %1</source>
        <translation>计入 %1 的流量</translation>
    </message>
    <message>
        <source>Traffic of %1</source>
        <translation>%1 的流量</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>One row per node, one column per directed link of a node, the network&apos;s links below</source>
        <translation>每个节点一行，节点的每条有向链路一列，网络链路在下方</translation>
    </message>
    <message>
        <source>Show as matrix</source>
        <translation>显示为矩阵</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>收发对</translation>
    </message>
    <message>
        <source>Who sends to whom: one row per sender, one column per receiver</source>
        <translation>谁发给谁：每个发送方一行，每个接收方一列</translation>
    </message>
    <message>
        <source>Show who sends to whom</source>
        <translation>显示谁发给谁</translation>
    </message>
    <message>
        <source>If dropped here: %1</source>
        <translation>若放在此处：%1</translation>
    </message>
</context>
<context>
    <name>shardscape::FieldRow</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 (unknown)</source>
        <translation>%1（未知）</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>采用 %1</translation>
    </message>
</context>
<context>
    <name>shardscape::FigureList</name>
    <message>
        <source> Eight of ten measurements lie between %1 and %2 (%3).</source>
        <translation> 十次实测中八次在 %1 与 %2 之间（%3）。</translation>
    </message>
    <message>
        <source>%1, calibrated</source>
        <translation>%1，已校准</translation>
    </message>
    <message>
        <source> Calibrated with measurements of your own.</source>
        <translation> 已用自己的实测值校准。</translation>
    </message>
</context>
<context>
    <name>shardscape::FileCommands</name>
    <message>
        <source>There is no evaluation of this scenario to write.</source>
        <translation>此场景没有可写出的评估结果。</translation>
    </message>
    <message>
        <source>Mend the problems listed under Diagnostics first.</source>
        <translation>请先解决“诊断”中列出的问题。</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>Export the evaluation</source>
        <translation>导出评估结果</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>写出报告</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>&amp;Export evaluation…</source>
        <translation>导出评估结果(&amp;E)…</translation>
    </message>
    <message>
        <source>Writes all figures as JSON, the same as “shardscape evaluate --json”.</source>
        <translation>将全部指标写为 JSON，与“shardscape evaluate --json”相同。</translation>
    </message>
    <message>
        <source>Write &amp;report…</source>
        <translation>写出报告(&amp;R)…</translation>
    </message>
    <message>
        <source>Writes a PDF for people who were not there.</source>
        <translation>写出 PDF，供不在场的人阅读。</translation>
    </message>
    <message>
        <source>Shardscape scenarios (*.shard.json);;JSON files (*.json);;All files (*)</source>
        <translation>Shardscape 场景 (*.shard.json);;JSON 文件 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Opens a scenario file.</source>
        <translation>打开场景文件。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Saves the scenario to its file.</source>
        <translation>将场景保存到其文件。</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Saves the scenario to another file.</source>
        <translation>将场景保存到另一个文件。</translation>
    </message>
    <message>
        <source>&amp;Paste scenario, model or topology</source>
        <translation>粘贴场景、模型或拓扑(&amp;P)</translation>
    </message>
    <message>
        <source>Takes the text on the clipboard: a scenario, a config.json, or the output of nvidia-smi topo -m.</source>
        <translation>读取剪贴板文本：场景、config.json 或 nvidia-smi topo -m 的输出。</translation>
    </message>
    <message>
        <source>&amp;Duplicate in a new tab</source>
        <translation>复制到新标签页(&amp;D)</translation>
    </message>
    <message>
        <source>Opens a copy of this scenario beside it, to try something else.</source>
        <translation>在旁边打开此场景的副本，以便另作尝试。</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>Closes this scenario; the last one stays open.</source>
        <translation>关闭此场景；最后一个保持打开。</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>下一个标签页(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>上一个标签页(&amp;P)</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>暂无文件</translation>
    </message>
    <message>
        <source>Pasted model</source>
        <translation>粘贴的模型</translation>
    </message>
    <message>
        <source>Pasted model or cluster</source>
        <translation>粘贴的模型或集群</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>The clipboard holds no scenario, no model and no topology.</source>
        <translation>剪贴板中没有场景、模型或拓扑。</translation>
    </message>
    <message>
        <source>copy a whole *.shard.json, a config.json from Hugging Face, or all that “nvidia-smi topo -m” prints, with its header line</source>
        <translation>请复制完整的 *.shard.json、Hugging Face 的 config.json，或“nvidia-smi topo -m”的全部输出（含表头行）</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>打开场景</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>已保存到 %1</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>scenario</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>This scenario has changes that are not saved.</source>
        <translation>此场景有未保存的更改。</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>“%1”有未保存的更改。</translation>
    </message>
</context>
<context>
    <name>shardscape::FoldingRow</name>
    <message>
        <source>More controls</source>
        <translation>更多控件</translation>
    </message>
</context>
<context>
    <name>shardscape::KeyFigureBar</name>
    <message>
        <source>Key figures</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>State of the evaluation</source>
        <translation>评估状态</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>✕ This plan is not possible: the figures are those of the last one that was.</source>
        <translation>✕ 此方案不可行：所示指标属于上一个可行方案。</translation>
    </message>
    <message>
        <source>%1, measured %2</source>
        <translation>%1，实测 %2</translation>
    </message>
</context>
<context>
    <name>shardscape::MainWindow</name>
    <message>
        <source>Shardscape</source>
        <translation>Shardscape</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>恢复布局(&amp;R)</translation>
    </message>
    <message>
        <source>Puts all panes back to where they were at first.</source>
        <translation>将所有窗格恢复到最初的位置。</translation>
    </message>
    <message>
        <source>&amp;Explain this figure</source>
        <translation>解释此指标(&amp;E)</translation>
    </message>
    <message>
        <source>Shows how the figure with the focus came about.</source>
        <translation>显示焦点所在指标的由来。</translation>
    </message>
    <message>
        <source>&amp;About Shardscape</source>
        <translation>关于 Shardscape(&amp;A)</translation>
    </message>
    <message>
        <source>About Shardscape</source>
        <translation>关于 Shardscape</translation>
    </message>
    <message>
        <source>Shardscape %1
An explorer of how large language models are split over GPUs.
Free software under GPL-3.0-or-later; the fonts are DejaVu 2.37.</source>
        <translation>Shardscape %1
大语言模型如何切分到多个 GPU 上的探索工具。
自由软件，许可证 GPL-3.0-or-later；字体为 DejaVu 2.37。</translation>
    </message>
    <message>
        <source>What is focused</source>
        <translation>当前焦点</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1[*] — Shardscape</source>
        <translation>%1[*] — Shardscape</translation>
    </message>
    <message>
        <source>Diagnostics: %1</source>
        <translation>诊断：%1</translation>
    </message>
    <message>
        <source>Shardscape was ended before “%1” was saved; the unsaved work is back.</source>
        <translation>Shardscape 在“%1”保存前被结束；未保存的工作已恢复。</translation>
    </message>
    <message>
        <source>”, “</source>
        <translation>”、“</translation>
    </message>
    <message>
        <source>save it, or start anew from the File menu</source>
        <translation>请保存，或从“文件”菜单重新开始</translation>
    </message>
</context>
<context>
    <name>shardscape::MemoryCanvas</name>
    <message>
        <source>Memory bars</source>
        <translation>显存柱状图</translation>
    </message>
    <message>
        <source>Worst GPU: %1 of %2, %3</source>
        <translation>最紧张的 GPU：%2 中的 %1，%3</translation>
    </message>
    <message>
        <source>rank %1 (stage %2)</source>
        <translation>rank %1（阶段 %2）</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>%1 of %2: %3 of %4</source>
        <translation>%2 的%1：%4 中的 %3</translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4</source>
        <translation>%1：%3 中的 %2，%4</translation>
    </message>
    <message>
        <source>No memory figures: the plan has no evaluation yet.</source>
        <translation>无显存数据：方案尚未评估。</translation>
    </message>
</context>
<context>
    <name>shardscape::MemoryView</name>
    <message>
        <source>Memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>Peak in words</source>
        <translation>峰值说明</translation>
    </message>
    <message>
        <source>Every rank</source>
        <translation>每个 rank</translation>
    </message>
    <message>
        <source>One bar for each rank instead of one for each pipeline stage</source>
        <translation>每个 rank 一根柱，而非每个流水线阶段一根</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>如何降低</translation>
    </message>
    <message>
        <source>Show what would bring the peak down most</source>
        <translation>显示哪些更改最能降低峰值</translation>
    </message>
</context>
<context>
    <name>shardscape::MeshCanvas</name>
    <message>
        <source>Mesh: ranks on GPUs</source>
        <translation>网格：GPU 上的 rank</translation>
    </message>
    <message numerus="yes">
        <source>%n GPU(s) selected</source>
        <translation>
            <numerusform>已选择 %n 个 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>No mesh: the plan has no evaluation yet.</source>
        <translation>无网格：方案尚未评估。</translation>
    </message>
    <message numerus="yes">
        <source>%n GPU(s)</source>
        <translation>
            <numerusform>%n 个 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>Select exactly two GPUs to swap them.</source>
        <translation>请恰好选择两个 GPU 进行交换。</translation>
    </message>
    <message>
        <source>GPU %1 is out of order.</source>
        <translation>GPU %1 已停用。</translation>
    </message>
    <message numerus="yes">
        <source>Move %n GPU(s): choose a place</source>
        <translation>
            <numerusform>移动 %n 个 GPU：请选择位置</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move the ranks of %n GPU(s)</source>
        <translation>
            <numerusform>移动 %n 个 GPU 上的 rank</numerusform>
        </translation>
    </message>
    <message>
        <source>Swap GPU %1 and GPU %2</source>
        <translation>交换 GPU %1 与 GPU %2</translation>
    </message>
    <message>
        <source>Move GPU %1 to GPU %2</source>
        <translation>将 GPU %1 移到 GPU %2</translation>
    </message>
    <message>
        <source>Swap the two selected GPUs</source>
        <translation>交换所选的两个 GPU</translation>
    </message>
    <message>
        <source>Move the selection with the arrow keys</source>
        <translation>用方向键移动所选内容</translation>
    </message>
    <message>
        <source>Select the tensor-parallel group</source>
        <translation>选择张量并行组</translation>
    </message>
    <message>
        <source>Select the data-parallel group</source>
        <translation>选择数据并行组</translation>
    </message>
    <message>
        <source>Select the pipeline group</source>
        <translation>选择流水线并行组</translation>
    </message>
    <message>
        <source>Select the expert-parallel group</source>
        <translation>选择专家并行组</translation>
    </message>
    <message>
        <source>Out of order, or back in order</source>
        <translation>停用或恢复</translation>
    </message>
    <message>
        <source>Show the whole mesh</source>
        <translation>显示整个网格</translation>
    </message>
    <message>
        <source>Enter drops, Esc restores</source>
        <translation>Enter 放下，Esc 还原</translation>
    </message>
    <message>
        <source>Editing the hardware:  Del out of order,  Ins one more node,  Backspace remove the node,  H or Esc done</source>
        <translation>编辑硬件：Del 停用，Ins 增加节点，Backspace 移除节点，H 或 Esc 完成</translation>
    </message>
    <message>
        <source>Take the node of GPU %1 out of the cluster</source>
        <translation>将 GPU %1 所在节点移出集群</translation>
    </message>
    <message>
        <source>Release the replica of GPU %1</source>
        <translation>释放 GPU %1 所在副本</translation>
    </message>
    <message>
        <source>Drag to the rack to take the node of GPU %1 out of the cluster</source>
        <translation>拖到机架以将 GPU %1 所在节点移出集群</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2: %n GPU(s)</source>
        <translation>
            <numerusform>%1 %2：%n 个 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>Hardware mode: nodes and marks are edited, ranks stay where they are.</source>
        <translation>硬件模式：编辑节点与停用标记，rank 位置不变。</translation>
    </message>
    <message>
        <source>Assignment mode: ranks are moved.</source>
        <translation>分配模式：移动 rank。</translation>
    </message>
    <message>
        <source>GPUs are marked out of order in hardware mode only: press H first.</source>
        <translation>仅在硬件模式下可将 GPU 标记为停用：请先按 H。</translation>
    </message>
    <message>
        <source>Nodes are added in hardware mode only: press H first.</source>
        <translation>仅在硬件模式下可添加节点：请先按 H。</translation>
    </message>
    <message>
        <source>Ranks are moved in assignment mode: press H first.</source>
        <translation>在分配模式下移动 rank：请先按 H。</translation>
    </message>
    <message>
        <source>Release the replica, or in hardware mode remove the node</source>
        <translation>释放副本，或在硬件模式下移除节点</translation>
    </message>
    <message>
        <source>Show the selection, or all of the mesh</source>
        <translation>显示所选内容或整个网格</translation>
    </message>
    <message>
        <source>Edit the hardware</source>
        <translation>编辑硬件</translation>
    </message>
    <message>
        <source>Out of order, or back in order (hardware mode)</source>
        <translation>停用或恢复（硬件模式）</translation>
    </message>
    <message>
        <source>Add a node (hardware mode)</source>
        <translation>添加节点（硬件模式）</translation>
    </message>
    <message>
        <source>Release the replica of this GPU</source>
        <translation>释放此 GPU 所在副本</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>添加节点</translation>
    </message>
    <message>
        <source>Remove the node of this GPU</source>
        <translation>移除此 GPU 所在节点</translation>
    </message>
    <message>
        <source>Show the selection</source>
        <translation>显示所选内容</translation>
    </message>
</context>
<context>
    <name>shardscape::MeshRack</name>
    <message>
        <source>node %1</source>
        <translation>节点 %1</translation>
    </message>
    <message>
        <source>%1 unused</source>
        <translation>%1 个未用</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>Rack: GPUs that the plan does not use</source>
        <translation>机架：方案未使用的 GPU</translation>
    </message>
    <message>
        <source>GPUs the plan does not use. Drag one into the mesh (or Enter): onto a rank to take its place, beside it to run another replica. Drag a GPU out of the mesh (Backspace) to release its replica.</source>
        <translation>方案未使用的 GPU。拖一个到网格中（或按 Enter）：放到某个 rank 上以取代其位置，放在旁边以运行另一个副本。将 GPU 拖出网格（Backspace）以释放其副本。</translation>
    </message>
    <message>
        <source>Enter adds it to the cluster</source>
        <translation>按 Enter 将其加入集群</translation>
    </message>
    <message>
        <source>unused; Enter runs another replica</source>
        <translation>未用；按 Enter 运行另一个副本</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>机架</translation>
    </message>
</context>
<context>
    <name>shardscape::MeshView</name>
    <message>
        <source>Mesh</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show the whole mesh (Ctrl+0)</source>
        <translation>显示整个网格 (Ctrl+0)</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message numerus="yes">
        <source>%n GPU(s)</source>
        <translation>
            <numerusform>%n 个 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark %1 out of order</source>
        <translation>将 %1 标记为停用</translation>
    </message>
    <message>
        <source>Put %1 back in order</source>
        <translation>恢复 %1</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>硬件</translation>
    </message>
    <message>
        <source>Edit nodes and mark GPUs out of order instead of moving ranks (H)</source>
        <translation>编辑节点并标记停用的 GPU，而非移动 rank (H)</translation>
    </message>
    <message>
        <source>Edit the hardware</source>
        <translation>编辑硬件</translation>
    </message>
    <message>
        <source>+ node</source>
        <translation>+ 节点</translation>
    </message>
    <message>
        <source>The plan uses all GPUs that are in order. Drag one here to release its replica.</source>
        <translation>方案已使用全部可用的 GPU。拖一个到此处可释放其副本。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>添加节点</translation>
    </message>
    <message>
        <source>Remove node %1</source>
        <translation>移除节点 %1</translation>
    </message>
    <message>
        <source>Remove %1 nodes</source>
        <translation>移除 %1 个节点</translation>
    </message>
    <message>
        <source>Use GPU %1 instead of GPU %2</source>
        <translation>用 GPU %1 取代 GPU %2</translation>
    </message>
    <message>
        <source>The plan cannot be read at the moment.</source>
        <translation>目前无法读取方案。</translation>
    </message>
</context>
<context>
    <name>shardscape::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>shardscape::Painting</name>
    <message>
        <source>Output tokens/s per GPU</source>
        <translation>每 GPU 输出 token/s</translation>
    </message>
    <message>
        <source>Latency: - ■ - first token, –●– every further token</source>
        <translation>时延：- ■ - 首 token，–●– 之后每个 token</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>并发请求</translation>
    </message>
    <message>
        <source>compute-limited</source>
        <translation>受计算限制</translation>
    </message>
    <message>
        <source>memory-limited</source>
        <translation>受显存限制</translation>
    </message>
    <message>
        <source>this scenario</source>
        <translation>本场景</translation>
    </message>
</context>
<context>
    <name>shardscape::PaneLayout</name>
    <message>
        <source>History of changes</source>
        <translation>更改历史</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Fabric</source>
        <translation>互连</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>Step breakdown</source>
        <translation>单步分解</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>&amp;Maximize pane</source>
        <translation>最大化窗格(&amp;M)</translation>
    </message>
    <message>
        <source>Shows only the pane with the focus, or everything again.</source>
        <translation>只显示焦点所在窗格，或恢复显示全部。</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>转到%1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示%1</translation>
    </message>
    <message>
        <source>Throughput and latency</source>
        <translation>吞吐与时延</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
</context>
<context>
    <name>shardscape::PictureFrame</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Show the numbers of this picture as a table</source>
        <translation>以表格显示此图的数值</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the numbers as tab-separated text</source>
        <translation>以制表符分隔文本复制数值</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图形</translation>
    </message>
</context>
<context>
    <name>shardscape::ProblemNote</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
</context>
<context>
    <name>shardscape::ProductLine</name>
    <message>
        <source>%1 = %2 GPUs</source>
        <translation>%1 = %2 个 GPU</translation>
    </message>
    <message>
        <source>%1 = %2 of %3 GPUs</source>
        <translation>%1 = %2 / %3 个 GPU</translation>
    </message>
    <message>
        <source>GPUs that stay idle: %1</source>
        <translation>闲置的 GPU：%1</translation>
    </message>
    <message>
        <source>The cluster has too few GPUs for these degrees.</source>
        <translation>集群的 GPU 数不足以支持这些并行度。</translation>
    </message>
    <message>
        <source>Product of the degrees</source>
        <translation>并行度之积</translation>
    </message>
    <message>
        <source>Match of degrees and GPUs</source>
        <translation>并行度与 GPU 数是否匹配</translation>
    </message>
    <message>
        <source>Set dp to %1</source>
        <translation>将 dp 设为 %1</translation>
    </message>
</context>
<context>
    <name>shardscape::ReliefList</name>
    <message>
        <source>What would bring the peak down most</source>
        <translation>哪些更改最能降低峰值</translation>
    </message>
    <message>
        <source>What lowers the peak most</source>
        <translation>最能降低峰值的更改</translation>
    </message>
    <message>
        <source>New peak</source>
        <translation>新峰值</translation>
    </message>
    <message>
        <source>Single changes to this scenario, each evaluated; Enter or a double click makes the change</source>
        <translation>对此场景的单项更改，均已评估；按 Enter 或双击即可应用</translation>
    </message>
    <message>
        <source>No single change lowers the peak.</source>
        <translation>没有单项更改能降低峰值。</translation>
    </message>
    <message>
        <source>Looking for changes…</source>
        <translation>正在查找更改…</translation>
    </message>
</context>
<context>
    <name>shardscape::RooflineCanvas</name>
    <message>
        <source>Roofline of the step&apos;s operations</source>
        <translation>单步各运算的屋顶线</translation>
    </message>
    <message>
        <source>The operations of a training step stand here; this evaluation lists none.</source>
        <translation>此处显示训练步中的各运算；当前评估未列出。</translation>
    </message>
</context>
<context>
    <name>shardscape::RooflineView</name>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the picture as PNG or SVG</source>
        <translation>将图保存为 PNG 或 SVG</translation>
    </message>
    <message>
        <source>Save the roofline as a picture</source>
        <translation>将屋顶线保存为图片</translation>
    </message>
    <message>
        <source>Save the roofline</source>
        <translation>保存屋顶线图</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>图片 (*.png *.svg)</translation>
    </message>
</context>
<context>
    <name>shardscape::ScenarioEditor</name>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
</context>
<context>
    <name>shardscape::ScenarioPanel</name>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Fields of the scenario</source>
        <translation>场景各项设置</translation>
    </message>
    <message>
        <source>Model and cluster</source>
        <translation>模型与集群</translation>
    </message>
    <message>
        <source>Split over the GPUs</source>
        <translation>在 GPU 上的切分</translation>
    </message>
    <message>
        <source>Pipeline schedule</source>
        <translation>流水线调度</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Data (dp)</source>
        <translation>数据并行 (dp)</translation>
    </message>
    <message>
        <source>Title of the scenario</source>
        <translation>场景标题</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Sequence parallel</source>
        <translation>序列并行</translation>
    </message>
</context>
<context>
    <name>shardscape::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Text size in percent</source>
        <translation>文字大小（百分比）</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>文字大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Reduced: nothing glides, playing advances in steps</source>
        <translation>减少(&amp;R)：画面不做平滑移动，播放逐步前进</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
</context>
<context>
    <name>shardscape::SheetBar</name>
    <message>
        <source>Open scenarios</source>
        <translation>已打开的场景</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1 *</source>
        <comment>a tab with unsaved changes</comment>
        <translation>%1 *</translation>
    </message>
</context>
<context>
    <name>shardscape::ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>复制为表格</translation>
    </message>
    <message>
        <source>Group	Command	Keys
</source>
        <translation>组	命令	快捷键
</translation>
    </message>
</context>
<context>
    <name>shardscape::StageBalancer</name>
    <message>
        <source>Looking for a better spread of the layers over the stages.</source>
        <translation>正在寻找各层在阶段间更好的分布。</translation>
    </message>
    <message>
        <source>The scenario changed while its stages were balanced, so nothing was applied.</source>
        <translation>均衡阶段期间场景已更改，因此未应用任何结果。</translation>
    </message>
    <message>
        <source>The stages were not balanced: %1 %2</source>
        <translation>阶段未能均衡：%1 %2</translation>
    </message>
    <message>
        <source>No other spread of the layers was found that is faster within memory.</source>
        <translation>在显存允许范围内未找到更快的层分布。</translation>
    </message>
    <message>
        <source>Balance stages</source>
        <translation>均衡阶段</translation>
    </message>
    <message>
        <source>Balanced stages: the step takes %1 instead of %2 (%3) with layers %4.</source>
        <translation>阶段已均衡：层分布为 %4 时单步耗时由 %2 变为 %1（%3）。</translation>
    </message>
</context>
<context>
    <name>shardscape::TableTwin</name>
    <message>
        <source>The numbers of this picture</source>
        <translation>此图的数值</translation>
    </message>
</context>
<context>
    <name>shardscape::TimelineCanvas</name>
    <message>
        <source>Pipeline timeline</source>
        <translation>流水线时间线</translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s), %1 micro-batches, %2 % of the time idle</source>
        <translation>
            <numerusform>%n 个阶段，%1 个微批次，%2 % 的时间空闲</numerusform>
        </translation>
    </message>
    <message>
        <source>No timeline: the plan has no evaluation yet.</source>
        <translation>无时间线：方案尚未评估。</translation>
    </message>
    <message>
        <source>Measured span: %1.</source>
        <translation>测得跨度：%1。</translation>
    </message>
</context>
<context>
    <name>shardscape::TimelineView</name>
    <message>
        <source>Balance</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Spread the layers over the stages so that the step is shortest within memory</source>
        <translation>在显存允许范围内分配各阶段的层数，使单步时间最短</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Stack all schedules of this plan on one axis and measure them against 1f1b</source>
        <translation>将此方案的所有调度放在同一时间轴上，并与 1F1B 对比</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>Show only the chain of tasks that sets the step time (C)</source>
        <translation>只显示决定单步时间的任务链 (C)</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>The table lists every task instead of every stage</source>
        <translation>表格列出每个任务而非每个阶段</translation>
    </message>
    <message>
        <source>Compare schedules</source>
        <translation>对比调度</translation>
    </message>
    <message>
        <source>Balance stages</source>
        <translation>均衡阶段</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流水线</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show the whole step (F, or double click)</source>
        <translation>显示整个步（F 或双击）</translation>
    </message>
    <message>
        <source>Zoom in (W, or the wheel)</source>
        <translation>放大（W 或滚轮）</translation>
    </message>
    <message>
        <source>Zoom out (S, or the wheel)</source>
        <translation>缩小（S 或滚轮）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save this picture as PNG or SVG</source>
        <translation>将此图保存为 PNG 或 SVG</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Makespan with a barrier %1, longest stage&apos;s span %2, idle %3</source>
        <translation>含屏障的总时长 %1，最长阶段跨度 %2，空闲 %3</translation>
    </message>
    <message>
        <source>Pipeline in words</source>
        <translation>流水线说明</translation>
    </message>
    <message>
        <source>Save the pipeline picture</source>
        <translation>保存流水线图</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>图片 (*.png *.svg)</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Show transfers and the optimizer in lanes below the passes (T)</source>
        <translation>在计算下方以泳道显示传输与优化器 (T)</translation>
    </message>
    <message>
        <source>&amp;Compare schedules</source>
        <translation>对比调度(&amp;C)</translation>
    </message>
    <message>
        <source>Critical &amp;path</source>
        <translation>关键路径(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Transfers and optimizer</source>
        <translation>传输与优化器(&amp;T)</translation>
    </message>
    <message>
        <source>Table of &amp;tasks</source>
        <translation>任务表(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Balance stages</source>
        <translation>均衡阶段(&amp;B)</translation>
    </message>
</context>
<context>
    <name>shardscape::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>How is a model split over GPUs?</source>
        <translation>模型如何切分到多个 GPU 上？</translation>
    </message>
    <message>
        <source>Choose a start. Every change shows memory, traffic and the pipeline at once; Ctrl+Z takes it back.</source>
        <translation>选择一个起点。每次更改都会立即显示显存、流量与流水线；Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Published runs and typical plans, ready to be changed.</source>
        <translation>公开发表的运行与典型方案，可直接修改。</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近的文件</translation>
    </message>
    <message>
        <source>The newest first.</source>
        <translation>最新的在前。</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自己的文件</translation>
    </message>
    <message>
        <source>Drop a scenario, a Hugging Face config.json or the output of “nvidia-smi topo -m” on the window, or:</source>
        <translation>将场景、Hugging Face 的 config.json 或“nvidia-smi topo -m”的输出拖到窗口上，或者：</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>暂无文件</translation>
    </message>
</context>
</TS>
